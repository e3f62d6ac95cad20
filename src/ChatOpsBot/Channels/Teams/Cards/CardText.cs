using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Makes any text safe to show: what is in a pod's name or a log line stays what it is. Markdown needs no escaping because
/// cards show text in TextRuns only, which know none
/// (https://adaptivecards.io/explorer/TextRun.html; TextBlock and FactSet do).</summary>
internal static partial class CardText
{
    private const char Replacement = '\uFFFD';
    private const char NoBreakSpace = '\u00A0';

    /// <summary>The text with everything invisible made visible: bidi controls, zero-width and other format characters, control
    /// characters and halves of surrogate pairs become U+FFFD; tags of mentions and the date macros of cards lose their meaning.</summary>
    public static string Literal(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n') safe.Append('\n');
            else if (rune.Value is '\t') safe.Append("    ");
            else if (rune.Value is '\r') continue;
            else if (IsInvisible(rune)) safe.Append(Replacement);
            else safe.Append(rune.ToString());
        }
        return Macro().Replace(Mention().Replace(safe.ToString(), "‹"), "{ {");
    }

    /// <summary>One line of code: blanks at the start and in a row are kept, which clients would fold into one.</summary>
    public static string CodeLine(string line) => Blanks().Replace(Literal(line), blanks => new string(NoBreakSpace, blanks.Length));

    /// <summary>The text, or its start and an ellipsis; never cuts a surrogate pair.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = Math.Max(0, most - 1);
        if (end > 0 && char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        // Letters that show nothing: Hangul fillers, the Braille blank, variation selectors.
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    [GeneratedRegex(@"<(?=\s*/?\s*at\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\{\{(?=\s*(DATE|TIME)\s*\()", RegexOptions.IgnoreCase)]
    private static partial Regex Macro();

    [GeneratedRegex("^ +| {2,}")]
    private static partial Regex Blanks();
}
