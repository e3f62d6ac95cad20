using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Rows under columns: a Table while its columns are few enough to stand side by side in a narrow client, else two lines
/// a row: its name, and the rest with the columns' names.</summary>
internal static class TablePart
{
    private const int MostColumns = 5;
    private const int NarrowestWeight = 8;
    private const int WidestWeight = 40;

    // The shortest columns (READY, AGE) have a width of their own, or proportional ones would break their words in a narrow client.
    private const int ShortColumn = 10;
    private const int LetterPixels = 8;
    private const int PaddingPixels = 24;
    private const int FixedPixels = 260;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Table table, CardWriter writer)
    {
        var rows = table.Rows.Take(writer.Detail.Rows)
            .Select(row => table.Columns.Select((_, at) => writer.Cell(at < row.Count ? row[at] : "")).ToArray()).ToList();
        string[] header = [.. table.Columns.Select(writer.Cell)];
        if (header.Length > 0)
        {
            foreach (var node in header.Length <= MostColumns ? [Grid(header, rows)] : rows.SelectMany(row => Lines(header, row))) yield return node;
        }
        foreach (var more in writer.More("cards.more.rows", table.Rows.Count - rows.Count)) yield return more;
    }

    private static JsonObject Grid(string[] header, List<string[]> rows) => CardNodes.Table(
        Widths([.. header.Select((column, at) => rows.Select(row => row[at].Length).Append(column.Length).Max())]),
        [
            header.Select(column => CardNodes.Line(CardNodes.Run(column, bold: true, size: "Small"))),
            .. rows.Select(row => row.Select(cell => CardNodes.Line(CardNodes.Run(cell, size: "Small")))),
        ],
        header: true);

    private static JsonNode[] Widths(int[] letters)
    {
        var widths = letters.Select(count => (JsonNode)Math.Clamp(count, NarrowestWeight, WidestWeight)).ToArray();
        var left = FixedPixels;
        foreach (var at in Enumerable.Range(0, letters.Length).OrderBy(at => letters[at]).SkipLast(1).Where(at => letters[at] <= ShortColumn))
        {
            var pixels = letters[at] * LetterPixels + PaddingPixels;
            if (pixels > left) break;
            left -= pixels;
            widths[at] = $"{pixels}px";
        }
        return widths;
    }

    private static IEnumerable<JsonObject> Lines(string[] header, string[] row)
    {
        yield return CardNodes.Line(CardNodes.Run(row[0], bold: true), "Small");
        var rest = string.Join("  ·  ", header.Zip(row).Skip(1).Where(pair => pair.Second.Length > 0).Select(pair => $"{pair.First} {pair.Second}"));
        if (rest.Length > 0) yield return CardNodes.Line(CardNodes.Run(rest, size: "Small"), "None");
    }
}
