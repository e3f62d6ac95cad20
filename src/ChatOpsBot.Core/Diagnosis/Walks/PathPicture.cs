using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>The path on the tree as a picture: the questions one below the other, beside each the branch that was not taken.</summary>
internal static class PathPicture
{
    private const int Left = 16;
    private const int Wide = 480;
    private const int Row = 68;
    private const int Box = 44;
    private const int SideLeft = 540;
    private const int SideWide = 204;

    /// <summary>The SVG, in the reader's language. A screen reader gets the trail as its title.</summary>
    public static string Draw(WalkPage page)
    {
        var sheet = new SvgSheet(760);
        var answers = page.Walk.Answers;
        foreach (var (index, answer) in answers.Index()) Step(sheet, page, answer, Left + index * Row);
        var last = page.End is { } end ? page.Reader.Read(end.Title) : $"{page.Walk.Step} {page.Reader.Read(page.Question!.Asks)}";
        Question(sheet, Left, Left + answers.Count * Row, Wide, last, page.End is null ? "#eef3fb" : "#e7f4ea", SvgSheet.Ink, 2.5, SvgSheet.Ink);
        return sheet.Finish(page.Trail);
    }

    private static void Step(SvgSheet sheet, WalkPage page, WalkAnswer answer, int top)
    {
        var question = DecisionTree.Questions[answer.Step];
        var yes = answer.Answer == WalkAnswers.Yes;
        var person = answer.ByPerson is not null;
        Question(sheet, Left, top, Wide, $"{answer.Step} {page.Reader.Read(question.Asks)}", person ? "#fff6e0" : "#f7f9fb", "#52606d", person ? 2 : 1, SvgSheet.Ink);
        sheet.Line(256, top + Box, 256, top + Row, SvgSheet.Ink);
        sheet.Words(264, top + Box + 16, Wide, $"{page.Reader.Read(WalkAnswers.Word(answer.Answer))} · {page.Reader.Read(page.By(answer))}", SvgSheet.Ink);
        var other = question.After(!yes);
        if (other == question.After(yes)) return;
        sheet.Line(Left + Wide, top + Box / 2, SideLeft, top + Box / 2, "#9aa5b1", dashed: true);
        var words = DecisionTree.Ends.TryGetValue(other, out var end) ? page.Reader.Read(end.Title) : $"{other} {page.Reader.Read(DecisionTree.Questions[other].Asks)}";
        Question(sheet, SideLeft, top, SideWide, words, "#ffffff", "#9aa5b1", 1, SvgSheet.Grey);
    }

    // Two lines at most; the whole text stands in the card.
    private static void Question(SvgSheet sheet, int left, int top, int wide, string words, string fill, string stroke, double weight, string ink)
    {
        sheet.Frame(left, top, wide, Box, fill, stroke, weight);
        var lines = SvgSheet.InTwoLines(words, wide);
        foreach (var (index, line) in lines.Index()) sheet.Words(left + 12, top + (lines.Count == 1 ? 27 : 19 + index * 17), wide - 24, line, ink);
    }
}
