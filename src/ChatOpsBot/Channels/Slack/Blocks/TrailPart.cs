using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>A walk's path: its signs in a row, each with its answer, above the same in words. Slack takes pictures only from a public
/// address or from its own files; the picture comes into the thread when the walk has ended (<see cref="Sending.SlackFiles"/>).</summary>
internal static class TrailPart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Trail trail, BlockWriter writer)
    {
        var shown = trail.Steps.TakeLast(writer.Detail.Items).ToList();
        if (shown.Count > 0)
        {
            var runs = shown.Index().SelectMany(step => Step(step.Item, step.Index == shown.Count - 1, writer));
            yield return BlockNodes.RichText([BlockNodes.Section(shown.Count < trail.Steps.Count ? runs.Prepend(BlockNodes.Run("… ")) : runs)]);
        }
        yield return BlockNodes.Context(BlockNodes.Plain(writer.Value(trail.Words)));
    }

    private static IEnumerable<JsonObject> Step(TrailStep step, bool last, BlockWriter writer)
    {
        yield return BlockNodes.Run(writer.Value(step.Sign), last ? "bold" : "code");
        var answer = step.Yes switch { true => " ✓", false => " ✗", null => "" };
        var text = answer + (step.ByPerson ? " 👤" : "") + (last ? "" : "  ›  ");
        if (text.Length > 0) yield return BlockNodes.Run(text);
    }
}
