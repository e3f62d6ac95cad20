using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>Finds what may be pods' names in a message, an alert's attachments and blocks included.</summary>
internal static partial class PodNames
{
    private const int Most = 12;

    private static readonly string[] Texts = ["text", "fallback", "title", "pretext", "value"];

    /// <summary>The words that may be names, the likeliest first: those that end as a ReplicaSet's, a StatefulSet's or a DaemonSet's
    /// pods do, then others with a dash.</summary>
    public static IReadOnlyList<string> Of(JsonObject message) => [.. Words(message).SelectMany(text => Name().Matches(text)).Select(match => match.Value)
        .Where(word => word.Contains('-', StringComparison.Ordinal) && word.Length <= 253).Distinct(StringComparer.Ordinal)
        .OrderByDescending(Likeliness).Take(Most)];

    private static int Likeliness(string word) => Generated().IsMatch(word) ? 2 : Numbered().IsMatch(word) ? 1 : 0;

    private static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => member.Value is JsonValue value
            ? Texts.Contains(member.Key) && value.TryGetValue<string>(out var text) ? [text] : []
            : Words(member.Value)),
        JsonArray items => items.SelectMany(Words),
        _ => [],
    };

    // https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
    [GeneratedRegex(@"(?<![\w.-])[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?![\w-])")]
    private static partial Regex Name();

    // Generated names have no vowels and few digits: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
    [GeneratedRegex(@"-[bcdfghjklmnpqrstvwxz2456789]{5}$")]
    private static partial Regex Generated();

    [GeneratedRegex(@"-\d{1,5}$")]
    private static partial Regex Numbered();
}
