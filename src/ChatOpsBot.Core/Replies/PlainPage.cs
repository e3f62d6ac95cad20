using System.Text;
using Wcwidth;

namespace ChatOpsBot.Core.Replies;

/// <summary>Lines of text within a width, counted in terminal cells: a Chinese letter takes two.</summary>
internal sealed class PlainPage(int? width)
{
    private const int ColumnGap = 3;
    private readonly StringBuilder _text = new();

    /// <summary>One empty line, unless the page is empty.</summary>
    public void Gap()
    {
        if (_text.Length > 0) _text.Append('\n');
    }

    /// <summary>A line as it is, however long.</summary>
    public void Verbatim(string line) => _text.Append(line.TrimEnd()).Append('\n');

    /// <summary>A paragraph, wrapped; following lines are indented under the text behind <paramref name="lead"/>.</summary>
    public void Paragraph(string text, string lead = "")
    {
        var indent = new string(' ', Cells(lead));
        var first = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Wrap(line, (width ?? int.MaxValue) - indent.Length)))
        {
            Verbatim((first ? lead : indent) + line);
            first = false;
        }
    }

    /// <summary>Names and values in two columns.</summary>
    public void Facts(IReadOnlyList<(string Name, string Value)> facts)
    {
        var column = facts.Count == 0 ? 0 : facts.Max(fact => Cells(fact.Name)) + 2;
        foreach (var (name, value) in facts) Paragraph(value, Pad(name, column));
    }

    /// <summary>A table as kubectl prints it; where the terminal is too narrow, the widest columns are cut with an ellipsis.</summary>
    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = columns.Select((column, at) => rows.Select(row => Cells(row[at])).Append(Cells(column)).Max()).ToArray();
        if (width is { } limit) Narrow(widths, limit - ColumnGap * (columns.Count - 1));
        Row(columns, widths);
        foreach (var row in rows) Row(row, widths);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Row(IReadOnlyList<string> cells, int[] widths) =>
        Verbatim(string.Join(new string(' ', ColumnGap), cells.Select((cell, at) => Pad(Cut(cell, widths[at]), widths[at]))));

    private static void Narrow(int[] widths, int limit)
    {
        const int Least = 8;
        while (widths.Sum() > limit)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= Least) return;
            widths[widest]--;
        }
    }

    private static string Cut(string text, int cells)
    {
        if (Cells(text) <= cells) return text;
        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Cells(rune);
            if (used > cells - 1) break;
            cut.Append(rune.ToString());
        }
        return cut.Append('…').ToString();
    }

    private static IEnumerable<string> Wrap(string text, int cells)
    {
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in Words(text))
        {
            var length = Cells(word);
            if (used > 0 && used + length > cells)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
                used = 0;
            }
            line.Append(word);
            used += length;
        }
        yield return line.ToString();
    }

    // A break may stand behind a blank and behind any wide letter, which need no blanks between them.
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            word.Append(rune.ToString());
            if (rune.Value != ' ' && Cells(rune) < 2) continue;
            yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0) yield return word.ToString();
    }

    private static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - Cells(text)));

    private static int Cells(string text) => text.EnumerateRunes().Sum(Cells);

    private static int Cells(Rune rune) => Math.Max(0, UnicodeCalculator.GetWidth(rune.Value));
}
