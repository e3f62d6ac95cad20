using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>A picture's words: Slack shows no SVG, and pictures only from a public address or from its own files
/// (https://docs.slack.dev/reference/block-kit/blocks/image-block).</summary>
internal static class PicturePart
{
    /// <summary>Writes them.</summary>
    public static IEnumerable<JsonObject> Write(Picture picture, BlockWriter writer) => [BlockNodes.Context(BlockNodes.Plain(writer.Value(picture.Alternative)))];
}
