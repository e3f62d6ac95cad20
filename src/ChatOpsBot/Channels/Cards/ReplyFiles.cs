using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Host.Channels.Cards;

/// <summary>A file to send beside a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its text.</param>
internal sealed record ReplyFile(string Name, string Content);

/// <summary>How much a message shows of a part; what has more comes as a file besides.</summary>
/// <param name="Letters">UTF-16 units of code.</param>
/// <param name="Lines">Lines of code.</param>
/// <param name="Rows">Rows of a table.</param>
/// <param name="FileLines">Lines of an attachment; 0: every attachment comes as a file.</param>
internal sealed record ShownWhole(int Letters, int Lines, int Rows, int FileLines);

/// <summary>What of a reply is too long for a message of a chat.</summary>
internal static class ReplyFiles
{
    private const int MostFiles = 5;

    /// <summary>The files of a reply, the first few.</summary>
    public static IReadOnlyList<ReplyFile> Of(Reply reply, Reader reader, ShownWhole shown) =>
        [.. reply.Parts.Select(part => Of(part, reader, shown)).OfType<ReplyFile>().Take(MostFiles)];

    private static ReplyFile? Of(ReplyPart part, Reader reader, ShownWhole shown) => part switch
    {
        Attachment attachment when attachment.Lines > shown.FileLines => new(attachment.FileName, attachment.Content),
        Code code when code.Text.Length > shown.Letters || code.Text.AsSpan().TrimEnd('\n').Count('\n') >= shown.Lines => new(code.FileName ?? "output" + Extension(code.Language), code.Text),
        Table table when table.Rows.Count > shown.Rows => new("table.txt", PlainText.Render(new Reply { Title = "", Parts = [table] }, reader, width: null).TrimStart('\r', '\n')),
        _ => null,
    };

    private static string Extension(string? language) => language switch { "yaml" => ".yaml", "json" => ".json", "log" => ".log", _ => ".txt" };
}
