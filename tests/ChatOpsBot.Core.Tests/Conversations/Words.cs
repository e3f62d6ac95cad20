using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

/// <summary>A reply as plain lines, for assertions.</summary>
internal static class Words
{
    public static string Of(Reply reply, Reader reader) => string.Join('\n', reply.Parts.SelectMany(part => Lines(part, reader)).Prepend(reader.Read(reply.Title)));

    private static IEnumerable<string> Lines(ReplyPart part, Reader reader) => part switch
    {
        Paragraph paragraph => [reader.Read(paragraph.Text)],
        Trail trail => [reader.Read(trail.Words)],
        Bullets bullets => bullets.Items.Select(item => "- " + reader.Read(item)),
        Facts facts => facts.Items.Select(fact => $"{reader.Read(fact.Name)}: {reader.Read(fact.Value)}"),
        Table table => table.Rows.Select(row => string.Join(" | ", row)).Prepend(string.Join(" | ", table.Columns)),
        Code code => code.Text.Split('\n').Select((line, index) => index == code.Marked ? "> " + line : line),
        Buttons buttons => buttons.Items.Select(button => $"[{reader.Read(button.Label)}: {button.Command}]"),
        PickList pick => pick.Choices.Select(choice => $"* {reader.Read(choice.Label)}: {choice.Command}").Prepend(reader.Read(pick.Prompt)),
        Picture picture => [reader.Read(picture.Alternative)],
        Attachment file => file.Content.Split('\n').Prepend($"file {file.FileName}"),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
