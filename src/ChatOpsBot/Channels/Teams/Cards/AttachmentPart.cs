using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>A file: a short one is shown under its name; a long one is offered below the card, or where files cannot be sent, its
/// beginning is shown. A Teams bot sends files to personal chats only.</summary>
internal static class AttachmentPart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Attachment attachment, CardWriter writer)
    {
        if (attachment.Lines <= writer.Detail.FileLines) return [Line(writer, attachment.FileName), .. Content(attachment, writer)];
        return writer.FilesFollow
            ? [Line(writer, Text.Of("teams.file.follows", attachment.FileName, attachment.Lines))]
            : [Line(writer, Text.Of("teams.file.beginning", attachment.FileName, attachment.Lines)), .. Content(attachment, writer)];
    }

    private static IEnumerable<JsonObject> Content(Attachment attachment, CardWriter writer) => CodePart.Write(new Code(attachment.Content), writer, writer.Detail.FileLines);

    private static JsonObject Line(CardWriter writer, Text text) => CardNodes.Line(CardNodes.Run(writer.Read(text), subtle: true));
}
