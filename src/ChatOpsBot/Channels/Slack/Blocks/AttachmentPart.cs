using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>A file: a short one is shown under its name; a long one comes whole in the thread.</summary>
internal static class AttachmentPart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Attachment attachment, BlockWriter writer) => attachment.Lines <= writer.Detail.FileLines
        ? [BlockNodes.RichText([Line(attachment.FileName, writer), .. CodePart.Elements(new Code(attachment.Content), writer)])]
        : [BlockNodes.RichText([Line(Text.Of("slack.attachment", attachment.FileName, attachment.Lines), writer)])];

    private static JsonObject Line(Text text, BlockWriter writer) => BlockNodes.Section(BlockNodes.Run(writer.Value(text), "italic"));
}
