using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Cards;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>Text of the cluster in a fixed-width face; the line that says why has a mark before it.</summary>
internal static class CodePart
{
    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Code code, BlockWriter writer) => Elements(code, writer).ToList() is { Count: > 0 } nodes ? [BlockNodes.RichText(nodes)] : [];

    /// <summary>The elements of a block of rich text.</summary>
    public static IEnumerable<JsonObject> Elements(Code code, BlockWriter writer)
    {
        var excerpt = CodeExcerpt.Of(code, writer.Detail.Lines);
        var text = string.Join('\n', excerpt.Lines.Select((line, at) => (code.Marked is null ? "" : at == excerpt.Marked ? "▸ " : "  ") + writer.Cell(line).TrimEnd()));
        return
        [
            .. writer.More("cards.more.above", excerpt.Above),
            .. string.IsNullOrWhiteSpace(text) ? (IEnumerable<JsonObject>)[] : [BlockNodes.Preformatted(text)],
            .. writer.More("cards.more.lines", excerpt.Below),
        ];
    }
}
