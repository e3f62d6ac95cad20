using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>Words what a question saw in the cluster.</summary>
internal static class Saw
{
    private const int Longest = 400;

    /// <summary>A field and its value.</summary>
    public static Text Field(string path, string? value) => Text.Of("walk.saw.field", path, value is { Length: > 0 } ? Line(value) : Text.Of("walk.saw.empty"));

    /// <summary>A field and a moment.</summary>
    public static Text Field(string path, DateTimeOffset value) => Text.Of("walk.saw.field", path, value);

    /// <summary>An event: its reason, how often and when last, and its message.</summary>
    public static Text By(Event e) => Text.Of("walk.saw.event", e.Reason ?? "", e.Times, e.LastSeen is { } at ? at : Text.Of("walk.saw.empty"), Line(e.Message ?? ""));

    /// <summary>No event with one of these reasons.</summary>
    public static Text NoEvent(params string[] reasons) => Text.Of("walk.saw.no-event", Text.List(reasons));

    /// <summary>A kind that could not be read, so that a person is asked.</summary>
    public static Text Unread(string what) => Text.Of("walk.saw.unread", what);

    /// <summary>The newest event with one of these reasons.</summary>
    public static Event? Newest(this IEnumerable<Event> events, params string[] reasons) =>
        events.Where(e => reasons.Contains(e.Reason)).OrderBy(e => e.LastSeen).LastOrDefault();

    /// <summary>A message of the cluster in one harmless line of bearable length.</summary>
    public static string Line(string message)
    {
        var line = Neutral.Line(Redactor.Text(string.Join(' ', message.Split((char[])['\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries))));
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
