using System.Globalization;
using System.Security;
using System.Text;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Texts;
using Wcwidth;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>The path on the tree as a picture: the questions one below the other, beside each the branch that was not taken.</summary>
internal static class PathPicture
{
    private const int Width = 760;
    private const int Row = 68;
    private const int Box = 44;
    private const int Columns = 54;
    private const int SideColumns = 24;

    /// <summary>The SVG, in the reader's language. A screen reader gets the trail as its title.</summary>
    public static string Draw(WalkPage page)
    {
        var answers = page.Walk.Answers;
        var height = (answers.Count + 1) * Row + 24;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(page.Trail)}</title><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        foreach (var (index, answer) in answers.Index()) Step(svg, page, answer, 16 + index * Row);
        var last = page.End is { } end ? page.Reader.Read(end.Title) : $"{page.Walk.Step} {page.Reader.Read(page.Question!.Asks)}";
        Rectangle(svg, 16, 16 + answers.Count * Row, 480, last, Columns, page.End is null ? "#eef3fb" : "#e7f4ea", "#1f2933", 2.5);
        return svg.Append("</svg>").ToString();
    }

    private static void Step(StringBuilder svg, WalkPage page, WalkAnswer answer, int top)
    {
        var question = DecisionTree.Questions[answer.Step];
        var yes = answer.Answer == WalkAnswers.Yes;
        var person = answer.ByPerson is not null;
        Rectangle(svg, 16, top, 480, $"{answer.Step} {page.Reader.Read(question.Asks)}", Columns, person ? "#fff6e0" : "#f7f9fb", "#52606d", person ? 2 : 1);
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M256 {top + Box} V{top + Row}\" stroke=\"#1f2933\" stroke-width=\"2\"/>");
        var label = $"{page.Reader.Read(WalkAnswers.Word(answer.Answer))} · {page.Reader.Read(page.By(answer))}";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"264\" y=\"{top + Box + 16}\" fill=\"#1f2933\">{Escape(Cut(label, Columns))}</text>");
        var other = question.After(!yes);
        if (other == question.After(yes)) return;
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M496 {top + Box / 2} H540\" stroke=\"#9aa5b1\" stroke-dasharray=\"4 4\"/>");
        var words = DecisionTree.Ends.TryGetValue(other, out var end) ? page.Reader.Read(end.Title) : $"{other} {page.Reader.Read(DecisionTree.Questions[other].Asks)}";
        Rectangle(svg, 540, top, 204, words, SideColumns, "#ffffff", "#9aa5b1", 1);
    }

    private static void Rectangle(StringBuilder svg, int left, int top, int width, string words, int columns, string fill, string stroke, double weight)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{Box}\" rx=\"8\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{weight}\"/>");
        var lines = Wrap(words, columns);
        for (var i = 0; i < lines.Count; i++)
        {
            var y = top + (lines.Count == 1 ? 27 : 19 + i * 17);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + 12}\" y=\"{y}\" fill=\"{(weight > 1 || stroke == "#52606d" ? "#1f2933" : "#616e7c")}\">{Escape(lines[i])}</text>");
        }
    }

    // Two lines at most; the whole text stands in the card.
    private static List<string> Wrap(string words, int columns)
    {
        if (Cells(words) <= columns) return [words];
        var first = Fit(words, columns);
        if (first < words.Length && words.LastIndexOf(' ', first) is var blank && blank > first / 2) first = blank;
        return [words[..first].TrimEnd(), Cut(words[first..].TrimStart(), columns)];
    }

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
