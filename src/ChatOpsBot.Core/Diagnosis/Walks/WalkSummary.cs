using System.Text;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>A walk as Markdown, for an incident report or a ticket: what about, the conclusion or the open question, the cause, what to
/// do, every step with who answered it when and on what evidence, and the commands with which a person sees the same.</summary>
internal static class WalkSummary
{
    private const int MostEvidence = 6;

    /// <summary>The name of the file.</summary>
    public static string FileName(Walk walk) => $"walk-{walk.Id}.md";

    /// <summary>The document, in the reader's language and zone. It ends in a line end.</summary>
    public static string Of(WalkPage page) => string.Join('\n', Sections(page).Where(section => section.Length > 0));

    private static IEnumerable<string> Sections(WalkPage page)
    {
        yield return Head(page);
        if (page.Changes.Count > 0) yield return List(page, page.Changes.Select(change => Quoted(page, change)));
        if (page.Cause is { } cause) yield return Cause(page, cause);
        yield return Next(page);
        if (page.Walk.Answers.Count > 0) yield return Path(page);
        var commands = Commands(page).Distinct().ToList();
        if (commands.Count > 0) yield return Section(page, "commands", Markdown.Fenced("shell", commands));
    }

    private static string Head(WalkPage page)
    {
        var walk = page.Walk;
        var stands = page switch
        {
            { End: { } end } => end.Title,
            { IsStopped: true } => Text.Of("walk.summary.stopped", Asked(page)),
            _ => Text.Of("walk.summary.open", Asked(page)),
        };
        return $"""
            # {page.Reader.Read(Text.Of("walk.summary.heading", walk.Id.ToString(), Markdown.Code(page.Subject), Markdown.Code(walk.Cluster.Value)))}

            **{page.Reader.Read(stands)}**

            {page.Reader.Read(Text.Of("walk.summary.written", Clock(page, page.Reader.Now), Markdown.Name(page.Name(walk.StartedBy)), Clock(page, walk.StartedAt)))}

            """;
    }

    private static Text Asked(WalkPage page) => Text.Of("walk.numbered", page.Walk.Step, page.Question!.Asks);

    private static string Cause(WalkPage page, Finding cause) => Section(page, "cause",
        $"{cause.Code}: {page.Reader.Read(Quoted(page, cause.Title))}\n"
        + (cause.Evidence.Count == 0 ? "" : "\n" + List(page, cause.Evidence.Take(MostEvidence).Select(proof => Quoted(page, Text.Of("walk.saw.field", proof.Where, proof.Value))))));

    private static string Next(WalkPage page)
    {
        Text[] steps = [.. page.End is { } end ? [end.Do] : Array.Empty<Text>(), .. page.Cause?.Steps.Select(step => Quoted(page, step)) ?? []];
        return steps.Length == 0 ? "" : Section(page, "next", List(page, steps));
    }

    private static string Path(WalkPage page)
    {
        var path = new StringBuilder();
        foreach (var (index, answer) in page.Walk.Answers.Index())
        {
            var by = answer.ByPerson is { } person ? (Text)Markdown.Name(page.Name(person)) : page.By(answer);
            var line = Text.Of(answer.Overruled ? "walk.summary.step-overruled" : "walk.summary.step",
                answer.Step, DecisionTree.Questions[answer.Step].Asks, WalkAnswers.Word(answer.Answer), by, Clock(page, answer.At));
            var number = $"{index + 1}. ";
            path.Append(number).Append(page.Reader.Read(line)).Append('\n');
            foreach (var proof in WalkAnswers.Read(answer).Because) path.Append(' ', number.Length).Append("- ").Append(page.Reader.Read(Quoted(page, proof))).Append('\n');
        }
        return Section(page, "path", path.ToString());
    }

    // What the bot went by, then what a person can go by where only a person could answer.
    private static IEnumerable<string> Commands(WalkPage page)
    {
        foreach (var answer in page.Walk.Answers)
        {
            if (WalkAnswers.Read(answer).Kubectl is { Length: > 0 } command) yield return command;
            else if (page.Looked(answer.Step) is { } look) yield return look.Kubectl;
        }
        if (page.Answer is { } open) yield return open.Kubectl;
        foreach (var command in page.Cause?.Kubectl ?? []) yield return command;
    }

    private static string Section(WalkPage page, string name, string body) => $"## {page.Reader.Read(Text.Of($"walk.summary.{name}"))}\n\n{body}";

    private static string List(WalkPage page, IEnumerable<Text> items) => string.Concat(items.Select(item => $"- {page.Reader.Read(item)}\n"));

    private static string Clock(WalkPage page, DateTimeOffset at) => Markdown.Moment(at, page.Reader.Zone);

    private static Text Quoted(WalkPage page, Text text) => Markdown.Quoting(CleanFindings.Of(text), page.Reader.Zone);
}
