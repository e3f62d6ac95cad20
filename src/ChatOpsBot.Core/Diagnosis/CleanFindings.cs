using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>What a diagnosis quotes from the cluster (messages, lines of logs), made fit for a chat: nothing in it reorders the text
/// beside it, and nothing in it is a credential.</summary>
internal static class CleanFindings
{
    /// <summary>A text with every quotation in it cleaned.</summary>
    public static Text Of(Text text) => text switch
    {
        Text.Literal literal => Of(literal.Value),
        Text.Keyed keyed => new Text.Keyed(keyed.Key, [.. keyed.Arguments.Select(Of)]),
        Text.Several several => new Text.Several([.. several.Items.Select(Of)]),
        _ => text,
    };

    /// <summary>One quoted line.</summary>
    public static string Of(string quoted) => Neutral.Line(Redactor.Text(quoted));
}
