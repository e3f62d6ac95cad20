using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>The card of a walk: the path so far, the question with what the bot found, or the conclusion.</summary>
internal static class WalkCard
{
    private const int LastSteps = 3;

    /// <summary>The card, which replaces every copy of it.</summary>
    /// <param name="page">What to show.</param>
    /// <param name="notices">What happened to it, before all else.</param>
    public static Reply Of(WalkPage page, params IReadOnlyList<Text> notices) => new()
    {
        Title = Title(page),
        Pod = Pod(page.Walk),
        Tone = page.End?.Weight switch { EndWeight.Fault => Tone.Bad, EndWeight.Open => Tone.Warning, EndWeight.Fine => Tone.Good, _ => Tone.Plain },
        Parts = [.. notices.Select(notice => new Paragraph(notice)), .. Changed(page), .. Body(page)],
        Card = Key(page.Walk.Id),
        Revision = page.Walk.Version,
    };

    /// <summary>The card under a sentence that says why nothing was changed.</summary>
    public static Reply Refused(WalkPage page, Text why) => new()
    {
        Pod = Pod(page.Walk),
        Outcome = Outcome.Refused,
        Tone = Tone.Warning,
        Title = why,
        Parts = [new Paragraph(Title(page), Heading: true), .. Body(page)],
        Card = Key(page.Walk.Id),
        Revision = page.Walk.Version,
    };

    /// <summary>The key under which every copy of a walk's card is posted.</summary>
    public static CardKey Key(WalkId id) => new($"walk:{id}");

    private static PodName? Pod(Walk walk) => walk.Kind == "pods" ? new(walk.Cluster.Value, walk.Namespace, walk.Name) : null;

    private static Text Title(WalkPage page) => Text.Of("walk.title", page.Walk.Id.ToString(), page.Subject, page switch
    {
        { End: { } end } => end.Title,
        { IsStopped: true } => Text.Of("walk.stopped"),
        _ => Text.Of("walk.numbered", page.Walk.Step, page.Question!.Asks),
    });

    private static IEnumerable<ReplyPart> Body(WalkPage page)
    {
        foreach (var part in Path(page)) yield return part;
        if (page.End is { } end)
        {
            foreach (var part in WalkEnd.Parts(page, end)) yield return part;
        }
        else if (page.Answer is { } answer && !page.IsStopped)
        {
            foreach (var part in Found(answer)) yield return part;
        }
        yield return new Buttons([.. Buttons(page)]);
    }

    // The steps that tell something: answers of people, every yes, and the last ones.
    private static IEnumerable<ReplyPart> Path(WalkPage page)
    {
        var answers = page.Walk.Answers;
        if (answers.Count == 0) yield break;
        var told = answers.Where((answer, index) => answer.ByPerson is not null || answer.Answer == WalkAnswers.Yes || index >= answers.Count - LastSteps).ToList();
        yield return new Trail(Text.Of("walk.path", answers.Count, page.Trail), page.Steps);
        yield return new Bullets([.. told.Select(page.Line)]);
    }

    private static IEnumerable<ReplyPart> Found(Answer answer)
    {
        yield return new Paragraph(Text.Of(answer.Yes switch { true => "walk.found-yes", false => "walk.found-no", null => "walk.found-unknown" }), Heading: true);
        if (answer.Because.Count > 0) yield return new Bullets(answer.Because);
        if (answer.Log is { } log) yield return new Code(log, "log", Marked(log));
        yield return new Code(answer.Kubectl, "shell");
    }

    // The line that says why, as `why` would choose it.
    private static int? Marked(string log) => ErrorLine.In(new ContainerLog("", false, log)) is { Marked: { } at } excerpt
        && Array.FindIndex(log.Split('\n'), line => line.TrimEnd() == excerpt.Lines[at]) is var index and >= 0 ? index : null;

    // That the cluster moved on under the walk stands before what the walk says.
    private static IEnumerable<ReplyPart> Changed(WalkPage page)
    {
        if (page.Changes is not { Count: > 0 } changes) yield break;
        yield return new Paragraph(Text.Of("walk.cluster-changed"), Heading: true);
        yield return new Bullets(changes);
        yield return new Paragraph(Text.Of("walk.recheck-offer", page.Walk.Id.ToString()));
    }

    private static IEnumerable<Button> Buttons(WalkPage page)
    {
        var changed = page.Changes.Count > 0;
        var recheck = new Button(Text.Of("walk.button.recheck"), $"walk {page.Walk.Id} recheck", changed ? ButtonWeight.Primary : ButtonWeight.Normal);
        var walk = page.Walk;
        Button At(string label, string verb, ButtonWeight weight = ButtonWeight.Normal) => new(Text.Of($"walk.button.{label}"), $"walk {walk.Id} {verb} --at {walk.Step}", weight);
        if (page.IsStopped || page.IsStale)
        {
            yield return new Button(Text.Of("walk.button.recheck"), $"walk {walk.Id} recheck", ButtonWeight.Primary);
            if (page is { IsStale: true, Snapshot: null } && Successor(walk) is { } words) yield return new Button(Text.Of("walk.button.successor"), words);
            if (!page.IsStopped && page.Question is not null) yield return At("stop", "stop");
            if (walk.Answers.Count > 0) yield return Summary(walk);
            yield break;
        }
        if (changed) yield return recheck;
        if (page.End is { } end)
        {
            foreach (var button in WalkEnd.Buttons(page, end)) yield return button;
            yield return Summary(walk);
        }
        else
        {
            yield return At("yes", "yes", ButtonWeight.Primary);
            yield return At("no", "no", ButtonWeight.Primary);
            yield return At("skip", "skip");
            yield return At("why", "why");
        }
        if (walk.Answers.Count > 0) yield return At("back", "back");
        if (walk.Answers.LastOrDefault(answer => answer.ByPerson is null) is { } last)
            yield return new Button(Text.Of("walk.button.overrule", last.Step), $"walk {walk.Id} overrule --at {last.Step}");
        if (page.End is null) yield return At("stop", "stop");
        else if (!changed) yield return recheck;
    }

    private static Button Summary(Walk walk) => new(Text.Of("walk.button.summary"), $"walk {walk.Id} summary");

    // A pod's name ends in a random word; what is before it finds the pod that took its place.
    private static string? Successor(Walk walk) => walk.Kind == "pods" && walk.Name.LastIndexOf('-') is var dash and > 0 ? $"walk {walk.Name[..dash]} -n {walk.Namespace}" : null;
}
