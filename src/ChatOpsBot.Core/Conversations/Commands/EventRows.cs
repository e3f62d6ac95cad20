using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>Events as rows: warnings before the rest, the newest first.</summary>
internal static class EventRows
{
    /// <summary>The table.</summary>
    public static Table Of(IEnumerable<Event> events, DateTimeOffset now, bool withObject, bool withNamespace = false) => new(
        [.. withNamespace ? ["NAMESPACE"] : Array.Empty<string>(), "LAST SEEN", "TYPE", "REASON", .. withObject ? ["OBJECT"] : Array.Empty<string>(), "MESSAGE"],
        [.. WorstFirst(events).Select(item => (string[])
        [
            .. withNamespace ? [item.InvolvedObject.Namespace ?? item.Metadata.Namespace ?? ""] : Array.Empty<string>(),
            Seen(item, now), item.Type ?? "", Neutral.Line(item.Reason ?? ""),
            .. withObject ? [Neutral.Line($"{item.InvolvedObject.Kind.ToLowerInvariant()}/{item.InvolvedObject.Name}")] : Array.Empty<string>(),
            Neutral.Line(Redactor.Text(item.Message ?? "")).Trim(),
        ])]);

    /// <summary>Warnings first, then by the time last seen.</summary>
    public static IEnumerable<Event> WorstFirst(IEnumerable<Event> events) => events.OrderBy(item => item.Type == "Normal").ThenByDescending(item => item.LastSeen);

    private static string Seen(Event item, DateTimeOffset now)
    {
        var age = item.LastSeen is { } seen ? Age.Of(now - seen) : "<unknown>";
        return item.Times > 1 ? $"{age} (x{item.Times})" : age;
    }
}
