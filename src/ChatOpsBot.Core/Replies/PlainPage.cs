using System.Text;
using ChatOpsBot.Core.Redaction;
using Wcwidth;

namespace ChatOpsBot.Core.Replies;

/// <summary>Lines of text within a width, counted in terminal cells: a Chinese letter takes two. Whatever could move the cursor or
/// reorder what is shown is written as its code point.</summary>
internal sealed class PlainPage(int? width)
{
    private const int ColumnGap = 3;
    private const string Tab = "    ";
    private readonly StringBuilder _text = new();

    /// <summary>One empty line, unless the page is empty.</summary>
    public void Gap()
    {
        if (_text.Length > 0) _text.Append('\n');
    }

    /// <summary>A line as it is, however long: code is there to be copied, and a terminal wraps it without adding line ends.</summary>
    public void Verbatim(string line) => Line(Neutral.Of(line));

    /// <summary>A paragraph, wrapped; following lines are indented under the text behind <paramref name="lead"/>.</summary>
    public void Paragraph(string text, string lead = "")
    {
        var indent = new string(' ', Cells(lead));
        var first = true;
        foreach (var line in Neutral.Of(text).Replace("\t", Tab, StringComparison.Ordinal).Split('\n').SelectMany(line => Wrap(line, (width ?? int.MaxValue) - indent.Length)))
        {
            Line((first ? lead : indent) + line);
            first = false;
        }
    }

    /// <summary>Names and values in two columns; where the names leave too little room, each value stands below its name.</summary>
    public void Facts(IReadOnlyList<(string Name, string Value)> facts)
    {
        List<(string Name, string Value)> neutral = [.. facts.Select(fact => (Neutral.Line(fact.Name), fact.Value))];
        var column = neutral.Count == 0 ? 0 : neutral.Max(fact => Cells(fact.Name)) + 2;
        var below = column > width / 2;
        foreach (var (name, value) in neutral)
        {
            if (below) Paragraph(name);
            Paragraph(value, below ? "  " : Pad(name, column));
        }
    }

    /// <summary>A table as kubectl prints it; where the terminal is too narrow, the widest columns are cut with an ellipsis.</summary>
    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        List<string[]> lines = [.. rows.Prepend(columns).Select(row => row.Select(Neutral.Line).ToArray())];
        var widths = columns.Select((_, at) => lines.Max(line => Cells(line[at]))).ToArray();
        if (width is { } limit) Narrow(widths, limit - ColumnGap * (columns.Count - 1));
        foreach (var line in lines) Row(line, widths);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    // So many columns that even the narrowest do not fit end at the edge.
    private void Row(string[] cells, int[] widths) =>
        Line(Cut(string.Join(new string(' ', ColumnGap), cells.Select((cell, at) => Pad(Cut(cell, widths[at]), widths[at]))).TrimEnd(), width ?? int.MaxValue));

    private void Line(string line) => _text.Append(line.TrimEnd()).Append('\n');

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
        foreach (var word in Words(text, cells))
        {
            var length = Cells(word);
            if (used > 0 && used + Cells(word.TrimEnd()) > cells)
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

    // A break may stand behind a blank and behind any wide letter, which need no blanks between them; a word that no line holds is broken.
    private static IEnumerable<string> Words(string text, int cells)
    {
        var word = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != ' ' && used + Cells(rune) > cells)
            {
                yield return word.ToString();
                word.Clear();
                used = 0;
            }
            word.Append(rune.ToString());
            used += Cells(rune);
            if (rune.Value != ' ' && Cells(rune) < 2) continue;
            yield return word.ToString();
            word.Clear();
            used = 0;
        }
        if (word.Length > 0) yield return word.ToString();
    }

    private static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - Cells(text)));

    // Nearly all of what is shown is printable ASCII, for which no table of widths has to be searched.
    private static int Cells(string text) => text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? text.EnumerateRunes().Sum(Cells) : text.Length;

    private static int Cells(Rune rune) => Math.Max(0, UnicodeCalculator.GetWidth(rune.Value));
}
