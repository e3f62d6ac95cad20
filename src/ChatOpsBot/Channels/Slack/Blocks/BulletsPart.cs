using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>Bullets or numbered steps: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#rich_text_list</summary>
internal static class BulletsPart
{
    /// <summary>Writes them.</summary>
    public static IEnumerable<JsonObject> Write(Bullets bullets, BlockWriter writer)
    {
        var shown = bullets.Items.Take(writer.Detail.Items).Select(item => BlockNodes.Section(BlockNodes.Run(writer.Value(item)))).ToList();
        List<JsonObject> nodes = [];
        if (shown.Count > 0)
            nodes.Add(new JsonObject { ["type"] = "rich_text_list", ["style"] = bullets.Numbered ? "ordered" : "bullet", ["elements"] = BlockNodes.Array(shown) });
        nodes.AddRange(writer.More("cards.more.items", bullets.Items.Count - shown.Count));
        if (nodes.Count > 0) yield return BlockNodes.RichText(nodes);
    }
}
