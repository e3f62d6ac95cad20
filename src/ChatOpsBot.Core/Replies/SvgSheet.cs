using System.Globalization;
using System.Security;
using System.Text;
using Wcwidth;

namespace ChatOpsBot.Core.Replies;

/// <summary>A drawing of boxes, lines and words, from top to bottom on a white sheet. Words are cut to the cells that they may take
/// (a Chinese character takes two); nothing in them is mark-up.</summary>
internal sealed class SvgSheet(int width)
{
    /// <summary>What stands out.</summary>
    public const string Ink = "#1f2933";

    /// <summary>What stands back.</summary>
    public const string Grey = "#616e7c";

    private const double CellWidth = 7.2;
    private const int LineHeight = 17;
    private const int Padding = 12;
    private readonly StringBuilder _body = new();
    private int _bottom;

    /// <summary>The height of a box with so many lines, in pixels.</summary>
    public static int HeightOf(int lines) => lines * LineHeight + 10;

    /// <summary>A frame around other things.</summary>
    public void Frame(int left, int top, int wide, int high, string fill, string stroke, double weight = 1, bool dashed = false)
    {
        var dashes = dashed ? " stroke-dasharray=\"6 4\"" : "";
        Add($"<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{weight}\"{dashes}/>", top + high);
    }

    /// <summary>A box with its lines, the first of them bold when there are more.</summary>
    public void Box(int left, int top, int wide, IReadOnlyList<string> lines, string fill, string stroke, double weight = 1)
    {
        Frame(left, top, wide, HeightOf(lines.Count), fill, stroke, weight);
        foreach (var (index, line) in lines.Index())
            Words(left + Padding, top + 18 + index * LineHeight, wide - 2 * Padding, line, Ink, bold: index == 0 && lines.Count > 1);
    }

    /// <summary>One line of words.</summary>
    /// <param name="left">Where it begins.</param>
    /// <param name="baseline">What it stands on.</param>
    /// <param name="wide">How much room it has.</param>
    /// <param name="words">The words.</param>
    /// <param name="color">Their color.</param>
    /// <param name="bold">Whether they are bold.</param>
    public void Words(int left, int baseline, int wide, string words, string color, bool bold = false)
    {
        var weight = bold ? " font-weight=\"600\"" : "";
        Add($"<text x=\"{left}\" y=\"{baseline}\" fill=\"{color}\"{weight}>{Escape(Cut(words, bold ? ColumnsIn(wide) * 5 / 6 : ColumnsIn(wide)))}</text>", baseline);
    }

    /// <summary>A line from one point to another.</summary>
    public void Line(int fromX, int fromY, int toX, int toY, string stroke, bool dashed = false, bool arrow = false)
    {
        var dashes = dashed ? " stroke-dasharray=\"4 4\"" : "";
        var end = arrow ? " marker-end=\"url(#to)\"" : "";
        Add($"<path d=\"M{fromX} {fromY} L{toX} {toY}\" stroke=\"{stroke}\" stroke-width=\"1.5\"{dashes}{end}/>", Math.Max(fromY, toY));
    }

    /// <summary>The words in no more than two lines.</summary>
    public static IReadOnlyList<string> InTwoLines(string words, int wide)
    {
        var columns = ColumnsIn(wide - 2 * Padding);
        if (Cells(words) <= columns) return [words];
        var first = Fit(words, columns);
        if (first < words.Length && words.LastIndexOf(' ', first) is var blank && blank > first / 2) first = blank;
        return [words[..first].TrimEnd(), words[first..].TrimStart()];
    }

    /// <summary>The whole as SVG.</summary>
    /// <param name="title">What a screen reader says.</param>
    public string Finish(string title)
    {
        var height = _bottom + 16;
        return string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\">")
            + $"<title>{Escape(title)}</title><defs><marker id=\"to\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" fill=\"{Ink}\"/></marker></defs>"
            + $"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>{_body}</svg>";
    }

    private void Add(FormattableString element, int bottom)
    {
        _body.Append(element.ToString(CultureInfo.InvariantCulture));
        _bottom = Math.Max(_bottom, bottom);
    }

    private static int ColumnsIn(int wide) => (int)(wide / CellWidth);

    private static string Cut(string words, int columns) => Cells(words) <= columns ? words : words[..Fit(words, columns - 1)].TrimEnd() + "…";

    private static int Fit(string words, int columns)
    {
        var (cells, length) = (0, 0);
        foreach (var rune in words.EnumerateRunes())
        {
            cells += Math.Max(0, UnicodeCalculator.GetWidth(rune.Value));
            if (cells > columns) break;
            length += rune.Utf16SequenceLength;
        }
        return length;
    }

    private static int Cells(string words) => words.EnumerateRunes().Sum(rune => Math.Max(0, UnicodeCalculator.GetWidth(rune.Value)));

    private static string Escape(string words) => SecurityElement.Escape(words)!;
}
