using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>A sentence or two; bold as the start of a section.</summary>
internal static class ParagraphPart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Paragraph paragraph, BlockWriter writer)
    {
        var lines = writer.Read(paragraph.Text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0) yield break;
        List<JsonObject> nodes = [];
        if (lines.Take(writer.Detail.Items).ToList() is { Count: > 0 } shown)
            nodes.Add(BlockNodes.Section(BlockNodes.Run(string.Join('\n', shown), paragraph.Heading ? "bold" : null)));
        nodes.AddRange(writer.More("cards.more.lines", lines.Length - writer.Detail.Items));
        yield return BlockNodes.RichText(nodes);
    }
}
