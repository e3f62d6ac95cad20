using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>Names with values, as the fields of sections, which stand in two columns: the name on the left, its value on the right.
/// A value is plain text, for a field of mrkdwn would read formatting into names of the cluster.</summary>
internal static class FactsPart
{
    private const int FactsInASection = BlockLimits.Fields / 2;

    /// <summary>Writes them.</summary>
    public static IEnumerable<JsonObject> Write(Facts facts, BlockWriter writer)
    {
        var shown = facts.Items.Take(writer.Detail.Items).ToList();
        foreach (var some in shown.Chunk(FactsInASection))
        {
            yield return new JsonObject
            {
                ["type"] = "section",
                ["fields"] = BlockNodes.Array(some.SelectMany(fact => new[] { Name(writer.Label(fact.Name, BlockLimits.Field)), BlockNodes.Plain(writer.Value(fact.Value)) })),
            };
        }
        foreach (var more in writer.MoreBelow("cards.more.items", facts.Items.Count - shown.Count)) yield return more;
    }

    // Bold needs mrkdwn: a name that it would change stands plain.
    private static JsonObject Name(string name) => Mrkdwn.IsPlain(name) && name.Trim() == name ? BlockNodes.Mrkdwn($"*{name}*") : BlockNodes.Plain(name);
}
