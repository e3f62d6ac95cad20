using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>Rows under columns, aligned in a fixed-width face as kubectl prints them.</summary>
internal static class TablePart
{
    // Lines of so many letters do not wrap in Slack's window on a common screen; the widest cells give way.
    private const int Width = 100;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Table table, BlockWriter writer)
    {
        if (table.Columns.Count == 0) yield break;
        var rows = table.Rows.Take(writer.Detail.Rows)
            .Select(row => (IReadOnlyList<string>)[.. table.Columns.Select((_, at) => writer.Cell(at < row.Count ? row[at] : ""))]).ToList();
        var page = new PlainPage(Width);
        page.Table([.. table.Columns.Select(writer.Cell)], rows);
        List<JsonObject> nodes = [];
        if (page.ToString().TrimEnd('\n') is { } text && !string.IsNullOrWhiteSpace(text)) nodes.Add(BlockNodes.Preformatted(text));
        nodes.AddRange(writer.More("cards.more.rows", table.Rows.Count - rows.Count));
        if (nodes.Count > 0) yield return BlockNodes.RichText(nodes);
    }
}
