using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>The path on the tree as a picture: the questions one below the other, beside each the branch that was not taken, or below
/// it where there is no room beside.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Wide">The width of a question.</param>
/// <param name="Row">From one question to the next.</param>
/// <param name="SideLeft">Where the other branches stand; null: below the question.</param>
internal sealed record PathPicture(int Width, int Wide, int Row, int? SideLeft)
{
    private const int Left = 16;
    private const int Box = 44;
    private const int Indent = 24;
    private const string Faint = "#9aa5b1";
    private const string Passed = "#52606d";

    /// <summary>For a message.</summary>
    public static readonly PathPicture Broad = new(760, 480, 68, 540);

    /// <summary>For a panel beside the conversation.</summary>
    public static readonly PathPicture Narrow = new(340, 308, 92, null);

    /// <summary>The SVG, in the reader's language. A screen reader gets the trail as its title.</summary>
    public string Draw(WalkPage page)
    {
        var sheet = new SvgSheet(Width);
        var answers = page.Walk.Answers;
        foreach (var (index, answer) in answers.Index()) Step(sheet, page, answer, Left + index * Row);
        var last = page.End is { } end ? page.Reader.Read(end.Title) : $"{page.Walk.Step} {page.Reader.Read(page.Question!.Asks)}";
        Question(sheet, Left, Left + answers.Count * Row, Wide, last, page.End is null ? "#eef3fb" : "#e7f4ea", SvgSheet.Ink, 2.5, SvgSheet.Ink);
        return sheet.Finish(page.Trail);
    }

    private void Step(SvgSheet sheet, WalkPage page, WalkAnswer answer, int top)
    {
        var question = DecisionTree.Questions[answer.Step];
        var yes = answer.Answer == WalkAnswers.Yes;
        var person = answer.ByPerson is not null;
        Question(sheet, Left, top, Wide, $"{answer.Step} {page.Reader.Read(question.Asks)}", person ? "#fff6e0" : "#f7f9fb", Passed, person ? 2 : 1, SvgSheet.Ink);
        var stem = SideLeft is null ? Left + Indent / 2 : Left + Wide / 2;
        sheet.Line(stem, top + Box, stem, top + Row, SvgSheet.Ink);
        sheet.Words(stem + 8, top + Box + 16, Wide - Indent, $"{page.Reader.Read(WalkAnswers.Word(answer.Answer))} · {page.Reader.Read(page.By(answer))}", SvgSheet.Ink);
        var other = question.After(!yes);
        if (other == question.After(yes)) return;
        var words = DecisionTree.Ends.TryGetValue(other, out var end) ? page.Reader.Read(end.Title) : $"{other} {page.Reader.Read(DecisionTree.Questions[other].Asks)}";
        if (SideLeft is not { } side)
        {
            sheet.Line(stem, top + Box + 30, stem + 14, top + Box + 30, Faint, dashed: true);
            sheet.Words(stem + 18, top + Box + 34, Wide - Indent - 6, words, SvgSheet.Grey);
            return;
        }
        sheet.Line(Left + Wide, top + Box / 2, side, top + Box / 2, Faint, dashed: true);
        Question(sheet, side, top, Width - side - Left, words, "#ffffff", Faint, 1, SvgSheet.Grey);
    }

    // Two lines at most; the whole text stands in the card.
    private static void Question(SvgSheet sheet, int left, int top, int wide, string words, string fill, string stroke, double weight, string ink)
    {
        sheet.Frame(left, top, wide, Box, fill, stroke, weight);
        var lines = SvgSheet.InTwoLines(words, wide);
        foreach (var (index, line) in lines.Index()) sheet.Words(left + 12, top + (lines.Count == 1 ? 27 : 19 + index * 17), wide - 24, line, ink);
    }
}
