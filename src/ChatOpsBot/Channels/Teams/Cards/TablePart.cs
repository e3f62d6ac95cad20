using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations.Replies;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Rows under columns: a Table while its columns are few enough to be read, else lines in a fixed-width face.</summary>
internal static class TablePart
{
    private const int MostColumns = 7;
    private const int WidestWeight = 40;

    // Short columns (READY, AGE) have a width of their own, or proportional ones would break their words in a narrow client.
    private const int ShortColumn = 10;
    private const int LetterPixels = 7;
    private const int PaddingPixels = 24;
    private const int ColumnGap = 2;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Table table, CardWriter writer)
    {
        var rows = table.Rows.Take(writer.Detail.Rows)
            .Select(row => table.Columns.Select((_, at) => writer.Cell(at < row.Count ? row[at] : "")).ToArray()).ToList();
        string[] header = [.. table.Columns.Select(writer.Cell)];
        if (header.Length > 0)
        {
            var widths = header.Select((column, at) => rows.Select(row => row[at].Length).Append(column.Length).Max()).ToArray();
            foreach (var node in header.Length <= MostColumns ? [Grid(header, rows, widths)] : Lines(header, rows, widths)) yield return node;
        }
        foreach (var more in writer.More("teams.more.rows", table.Rows.Count - rows.Count)) yield return more;
    }

    private static JsonObject Grid(string[] header, List<string[]> rows, int[] widths) => CardNodes.Table(
        widths.Select(width => width <= ShortColumn && width < widths.Max()
            ? (JsonNode)$"{width * LetterPixels + PaddingPixels}px"
            : Math.Min(width, WidestWeight)),
        [
            header.Select(column => CardNodes.Line(CardNodes.Run(column, bold: true, size: "Small"))),
            .. rows.Select(row => row.Select(cell => CardNodes.Line(CardNodes.Run(cell, size: "Small")))),
        ],
        header: true);

    private static IEnumerable<JsonObject> Lines(string[] header, List<string[]> rows, int[] widths) =>
        rows.Prepend(header).Select((row, index) => CardNodes.Line(
            CardNodes.Run(
                CardText.CodeLine(string.Concat(row.Select((cell, at) => cell.PadRight(widths[at] + ColumnGap))).TrimEnd()),
                mono: true, bold: index == 0, size: "Small"),
            index == 0 ? null : "None"));
}
