using System.Globalization;
using System.Text;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Replies;

/// <summary>A reply as plain text: for the terminal, and for chats that know nothing better.</summary>
public static class PlainText
{
    /// <summary>Renders a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="reader">Whose language and zone.</param>
    /// <param name="width">Columns of the terminal; null: no limit, for pipes and files.</param>
    public static string Render(Reply reply, Reader reader, int? width)
    {
        var page = new PlainPage(width);
        page.Paragraph($"{Symbol(reply.Tone)}{reader.Read(reply.Title)}");
        foreach (var part in reply.Parts) Write(part, reader, page);
        return page.ToString();
    }

    /// <summary>The symbol of a tone, with a blank behind it; nothing for a plain one.</summary>
    public static string Symbol(Tone tone) => tone switch
    {
        Tone.Good => "✓ ",
        Tone.Warning => "! ",
        Tone.Bad => "✗ ",
        _ => "",
    };

    private static void Write(ReplyPart part, Reader reader, PlainPage page)
    {
        switch (part)
        {
            case Trail trail:
                page.Gap();
                page.Paragraph(reader.Read(trail.Words));
                break;
            case Paragraph paragraph:
                page.Gap();
                page.Paragraph(reader.Read(paragraph.Text));
                break;
            case Bullets bullets:
                foreach (var (index, item) in bullets.Items.Index())
                    page.Paragraph(reader.Read(item), bullets.Numbered ? $"{index + 1}. " : "- ");
                break;
            case Facts facts:
                page.Gap();
                page.Facts([.. facts.Items.Select(fact => (reader.Read(fact.Name), reader.Read(fact.Value)))]);
                break;
            case Table table:
                page.Gap();
                page.Table(table.Columns, table.Rows);
                break;
            case Code code:
                page.Gap();
                WriteCode(code, page);
                break;
            case Buttons buttons:
                page.Gap();
                page.Facts([.. buttons.Items.Select(button => ($"→ {reader.Read(button.Label)}", button.Command))]);
                break;
            case PickList pick:
                page.Gap();
                page.Paragraph(reader.Read(pick.Prompt));
                page.Facts([.. pick.Choices.Select(choice => ($"→ {reader.Read(choice.Label)}", choice.Command))]);
                break;
            case Picture picture:
                page.Gap();
                page.Paragraph(reader.Read(picture.Alternative));
                break;
            case Attachment attachment:
                page.Gap();
                WriteAttachment(attachment, reader, page);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(part), part.GetType().Name);
        }
    }

    // A short file is shown where it stands; a long one is another command's whole answer and would bury this one.
    private static void WriteAttachment(Attachment attachment, Reader reader, PlainPage page)
    {
        const int Short = 40;
        var lines = attachment.Content.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        page.Paragraph(reader.Read(Text.Of("replies.attachment", attachment.FileName, lines.Length)));
        if (lines.Length > Short) return;
        foreach (var line in lines) page.Verbatim(line);
    }

    private static void WriteCode(Code code, PlainPage page)
    {
        foreach (var (index, line) in code.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Index())
            page.Verbatim((code.Marked is null ? "  " : index == code.Marked ? "> " : "  ") + line);
    }
}
