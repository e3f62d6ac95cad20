using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>A file: a short one is shown under its name; of a long one the message tells where all of it is.</summary>
internal static class AttachmentPart
{
    private const int ShortLines = 20;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Attachment attachment, BlockWriter writer)
    {
        var lines = attachment.Content.AsSpan().TrimEnd('\n').Count('\n') + 1;
        return lines <= Math.Min(ShortLines, writer.Detail.Lines)
            ? [BlockNodes.RichText([Line(attachment.FileName, writer), .. CodePart.Elements(new Code(attachment.Content), writer)])]
            : [BlockNodes.RichText([Line(Text.Of("cards.attachment", attachment.FileName, lines), writer)])];
    }

    private static JsonObject Line(Text text, BlockWriter writer) => BlockNodes.Section(BlockNodes.Run(writer.Value(text), "italic"));
}
