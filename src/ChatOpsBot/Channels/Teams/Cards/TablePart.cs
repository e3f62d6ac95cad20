using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>Rows under columns: a Table while the columns' words stand side by side in a narrow client; else the
/// name with the shorter values below it, and the longest value beside it; with many columns two lines a row, the name, and the rest
/// with the columns' names.</summary>
internal static class TablePart
{
    private const int MostColumns = 5;
    private const int NarrowestWeight = 8;
    private const int WidestWeight = 40;

    // A card on a phone without its padding.
    private const int RowPixels = 288;

    // The shortest columns (READY, AGE) have a width of their own, or proportional ones would break their words in a narrow client.
    private const int ShortColumn = 10;
    private const int LetterPixels = 8;
    private const int PaddingPixels = 24;
    private const int FixedPixels = 260;

    // A value of some letters takes the room that it needs; a sentence is broken into lines beside its name.
    private const int ShortValue = 30;
    private const int LongValuePixels = 190;

    /// <summary>Writes it.</summary>
    public static IEnumerable<JsonObject> Write(Table table, CardWriter writer)
    {
        var rows = table.Rows.Take(writer.Detail.Rows)
            .Select(row => table.Columns.Select((_, at) => writer.Cell(at < row.Count ? row[at] : "")).ToArray()).ToList();
        string[] header = [.. table.Columns.Select(writer.Cell)];
        if (header.Length > 0)
        {
            foreach (var node in header.Length > MostColumns ? rows.SelectMany(row => Lines(header, row)) : Fits(header, rows) ? [Grid(header, rows)] : Pairs(header, rows))
                yield return node;
        }
        foreach (var more in writer.More("cards.more.rows", table.Rows.Count - rows.Count)) yield return more;
    }

    private static bool Fits(string[] header, List<string[]> rows) =>
        header.Length < 3 || header.Select((_, at) => Longest(header, rows, at, Word) * LetterPixels + PaddingPixels).Sum() <= RowPixels;

    private static JsonObject Grid(string[] header, List<string[]> rows) => CardNodes.Table(
        Widths([.. header.Select((_, at) => Longest(header, rows, at, cell => cell.Length))]),
        [
            header.Select(column => CardNodes.Cell(Header(column))),
            .. rows.Select(row => row.Select(cell => CardNodes.Cell(Small(cell)))),
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

    private static IEnumerable<JsonObject> Pairs(string[] header, List<string[]> rows)
    {
        var main = Enumerable.Range(1, header.Length - 1).MaxBy(at => Longest(header, rows, at, cell => cell.Length));
        var width = Longest(header, rows, main, cell => cell.Length) <= ShortValue ? "auto" : $"{LongValuePixels}px";
        yield return Pair([Header(header[0]), Below(header, main)], Header(header[main]), width);
        foreach (var row in rows) yield return Pair([Small(row[0], bold: true), Below(row, main)], Small(row[main]), width);
    }

    // A row of a Table has the same widths as all others; here a short value leaves more room to a long name.
    private static JsonObject Pair(IEnumerable<JsonObject> name, JsonObject value, string width) => new()
    {
        ["type"] = "ColumnSet",
        ["separator"] = true,
        ["spacing"] = "Small",
        ["columns"] = CardNodes.Array([CardNodes.Column("stretch", name), CardNodes.Column(width, [value])]),
    };

    private static JsonObject Below(string[] row, int main) => CardNodes.Line(
        CardNodes.Run(string.Join(" · ", row.Where((_, at) => at > 0 && at != main).Select(cell => cell.Length == 0 ? "–" : cell)), subtle: true, size: "Small"), "None");

    private static IEnumerable<JsonObject> Lines(string[] header, string[] row)
    {
        yield return CardNodes.Line(CardNodes.Run(row[0], bold: true), "Small");
        var rest = string.Join("  ·  ", header.Zip(row).Skip(1).Where(pair => pair.Second.Length > 0).Select(pair => $"{pair.First} {pair.Second}"));
        if (rest.Length > 0) yield return CardNodes.Line(CardNodes.Run(rest, size: "Small"), "None");
    }

    private static JsonObject Header(string column) => Small(column, bold: true);

    private static JsonObject Small(string text, bool bold = false) => CardNodes.Line(CardNodes.Run(text, bold: bold, size: "Small"));

    private static int Longest(string[] header, List<string[]> rows, int at, Func<string, int> measure) => rows.Select(row => row[at]).Append(header[at]).Max(measure);

    // Browsers break lines at blanks and after dashes.
    private static int Word(string cell) => cell.Split(' ', '-').Max(word => word.Length);
}
