using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>A file: a short one is shown under its name; of a long one a card tells where all of it is. A Teams bot can send
/// files to personal chats only, and only after a consent card.</summary>
internal static class AttachmentPart
{
    private const int ShortLines = 20;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Attachment attachment, CardWriter writer)
    {
        var lines = attachment.Content.AsSpan().TrimEnd('\n').Count('\n') + 1;
        return lines <= Math.Min(ShortLines, writer.Detail.Lines)
            ? [Line(writer, attachment.FileName), .. CodePart.Write(new Code(attachment.Content), writer)]
            : [Line(writer, Text.Of("cards.attachment", attachment.FileName, lines))];
    }

    private static JsonObject Line(CardWriter writer, Text text) => CardNodes.Line(CardNodes.Run(writer.Read(text), subtle: true));
}
