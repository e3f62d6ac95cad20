using System.Text.RegularExpressions;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Makes any text safe to show: what is in a pod's name or a log line stays what it is. Markdown needs no escaping because
/// cards show text in TextRuns only, which know none
/// (https://adaptivecards.io/explorer/TextRun.html; TextBlock and FactSet do).</summary>
internal static partial class CardText
{
    private const char NoBreakSpace = '\u00A0';

    /// <summary>The text with everything invisible made visible; tags of mentions and the date macros of cards lose their meaning.</summary>
    public static string Literal(string text) => Macro().Replace(Mention().Replace(VisibleText.Of(text), "‹"), "{ {");

    /// <summary>One line of code: blanks at the start and in a row are kept, which clients would fold into one.</summary>
    public static string CodeLine(string line) => Blanks().Replace(Literal(line), blanks => new string(NoBreakSpace, blanks.Length));

    [GeneratedRegex(@"<(?=\s*/?\s*at\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\{\{(?=\s*(DATE|TIME)\s*\()", RegexOptions.IgnoreCase)]
    private static partial Regex Macro();

    [GeneratedRegex("^ +| {2,}")]
    private static partial Regex Blanks();
}
