using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis.Tree;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>Walks through the decision tree. Everything stands in the store: any instance can go on with any walk, for any person.</summary>
internal sealed class Walks(IWalkStore store, IClusters clusters, IPeople people)
{
    /// <summary>Begins a walk about an object, or goes on with the open one about it in this conversation.</summary>
    public async Task<Reply> StartAsync(Walker walker, ResourceRef target, Text? assumption, CancellationToken cancellationToken)
    {
        if (DecisionTree.StartOf(target.Kind) is not { } start) return Reply.Refused(Text.Of("walk.no-start", target.Kind.Singular));
        var read = await WalkSnapshots.ReadAsync(walker.Cluster, target, walker.Now, cancellationToken);
        if (!read.Has(out var snapshot, out var failure)) return FailureReplies.From(failure);
        Text[] notices = assumption is null ? [] : [assumption];
        var uid = WalkChanges.UidOf(snapshot);
        var open = (await store.OpenAsync(walker.Origin, cancellationToken)).FirstOrDefault(walk => walk.Cluster == walker.Cluster.Cluster && walk.Uid == uid
            && WalkChanges.Target(walk) == target);
        if (open is not null)
        {
            return WalkCard.Of(await StandingAsync(new WalkPage(open, snapshot, walker.Reader, people), cancellationToken),
                [.. notices, Text.Of("walk.resumed", Name(open.StartedBy), open.StartedAt)]);
        }
        var fresh = new Walk(default, 0, walker.Cluster.Cluster, target.Namespace ?? "", target.Kind.Plural, target.Name, uid, start, [],
            walker.Person.Id.Value, walker.Origin, walker.Now, false);
        var machine = WalkMachine.Of(fresh);
        snapshot = await machine.AdvanceAsync(walker.Cluster, snapshot, walker.Now, cancellationToken);
        var walked = machine.Result with { Version = 0 };
        return WalkCard.Of(new WalkPage(await store.AddAsync(walked, cancellationToken), snapshot, walker.Reader, people), notices);
    }

    /// <summary>Shows a walk as it stands.</summary>
    public Task<Reply> ShowAsync(Walker walker, WalkId id, CancellationToken cancellationToken) => WithWalkAsync(walker, id, (view, _) =>
        Task.FromResult(WalkCard.Of(view.Page, view.Notices)), cancellationToken);

    /// <summary>Answers, goes back, skips, overrules or stops.</summary>
    /// <param name="walker">Who, and when.</param>
    /// <param name="id">Which walk.</param>
    /// <param name="trigger">What to do.</param>
    /// <param name="at">The step that the button was made for; null for typed commands, which mean the present one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Reply> MoveAsync(Walker walker, WalkId id, WalkTrigger trigger, string? at, CancellationToken cancellationToken) =>
        WithWalkAsync(walker, id, async (view, cancel) =>
        {
            var (walk, snapshot) = (view.Page.Walk, view.Page.Snapshot);
            if (WalkRules.Refuses(view.Page, trigger, at) is { } refusal) return WalkCard.Refused(view.Page, refusal);
            var machine = WalkMachine.Of(walk);
            if (!machine.May(trigger)) return WalkCard.Refused(view.Page, WalkRules.Impossible(view.Page, trigger));
            if (trigger == WalkTrigger.Stop) return await StoreAsync(view.Page, machine.Stop().Result, cancel);
            if (trigger == WalkTrigger.Back) return await StoreAsync(view.Page, machine.Back().Result, cancel);
            if (view.Page.IsStale || snapshot is null) return WalkCard.Refused(view.Page, view.Notices[^1]);
            Move(machine, view.Page, trigger, at, walker);
            snapshot = await machine.AdvanceAsync(clusters.WatchedReader(walk.Cluster), snapshot, walker.Now, cancel);
            return await StoreAsync(view.Page with { Snapshot = snapshot }, machine.Result, cancel);
        }, cancellationToken);

    /// <summary>Asks the cluster again from the start, keeping what people said about the same object.</summary>
    public Task<Reply> RecheckAsync(Walker walker, WalkId id, CancellationToken cancellationToken) => WithWalkAsync(walker, id, async (view, cancel) =>
    {
        if (view.Page.Snapshot is not { } snapshot) return WalkCard.Refused(view.Page, view.Notices[^1]);
        var walk = view.Page.Walk;
        var kept = view.Page.IsStale ? [] : walk.Answers.Where(answer => answer.ByPerson is not null).ToDictionary(answer => answer.Step);
        var again = walk with { Uid = WalkChanges.UidOf(snapshot), Step = DecisionTree.StartOf(snapshot.Target.Kind)!, Answers = [], Ended = false };
        var machine = WalkMachine.Of(again);
        snapshot = await machine.AdvanceAsync(clusters.WatchedReader(walk.Cluster), snapshot, walker.Now, cancel, kept);
        var next = machine.Result;
        var left = walk.Answers.Where(answer => answer.ByPerson is not null && !next.Answers.Contains(answer)).Select(answer => answer.Step).ToList();
        return await StoreAsync(view.Page with { Snapshot = snapshot, IsStale = false }, next, cancel,
            [Text.Of("walk.rechecked"), .. view.Page.Changes, .. left.Count > 0 ? [Text.Of("walk.recheck-left", Text.List(left))] : Array.Empty<Text>()]);
    }, cancellationToken);

    /// <summary>Why the present question is asked.</summary>
    public Task<Reply> WhyAsync(Walker walker, WalkId id, string? at, CancellationToken cancellationToken) => WithWalkAsync(walker, id, (view, _) =>
    {
        var step = at is not null && DecisionTree.Questions.ContainsKey(at) ? at : view.Page.Walk.Step;
        return Task.FromResult(DecisionTree.Questions.TryGetValue(step, out var question)
            ? new Reply { Title = Text.Of("walk.numbered", step, question.Asks), Parts = [new Paragraph(question.Why), new Buttons([new Button(Text.Of("walk.button.show"), $"walk {id}")])] }
            : new Reply { Title = view.Page.End!.Title, Parts = [new Paragraph(view.Page.End.Do)] });
    }, cancellationToken);

    /// <summary>The walk as Markdown, to be copied into an incident report: a message of its own, which stays as it is when the walk goes on.</summary>
    public Task<Reply> SummaryAsync(Walker walker, WalkId id, CancellationToken cancellationToken) => WithWalkAsync(walker, id, (view, _) => Task.FromResult(new Reply
    {
        Title = Text.Of("walk.summary.title", id.ToString(), view.Page.Subject),
        Parts =
        [
            .. view.Notices.Select(notice => new Paragraph(notice)),
            new Code(WalkSummary.Of(view.Page), "markdown", FileName: WalkSummary.FileName(view.Page.Walk)),
            new Buttons([new Button(Text.Of("walk.button.show"), $"walk {id}")]),
        ],
    }), cancellationToken);

    /// <summary>The open walks of this conversation.</summary>
    public async Task<Reply> ListAsync(Walker walker, CancellationToken cancellationToken) =>
        List(await store.OpenAsync(walker.Origin, cancellationToken), walker, "walk.none-open");

    /// <summary>The open walks that the walker began, of all conversations.</summary>
    public async Task<Reply> ListOfOneAsync(Walker walker, CancellationToken cancellationToken) =>
        List([.. (await store.OpenAsync(null, cancellationToken)).Where(walk => walk.StartedBy == walker.Person.Id.Value)], walker, "walk.none-of-yours");

    private Reply List(IReadOnlyList<Walk> open, Walker walker, string none)
    {
        if (open.Count == 0) return new Reply { Title = Text.Of(none) };
        var pages = open.Select(walk => new WalkPage(walk, null, walker.Reader, people)).ToList();
        return new Reply
        {
            Title = Text.Of("walk.open", open.Count),
            Parts =
            [
                new Table(["WALK", "OBJECT", "STEP", "STARTED BY", "AGE"],
                    [.. pages.Select(page => (string[])[page.Walk.Id.ToString(), page.Subject, page.Walk.Step, Name(page.Walk.StartedBy), Age.Of(walker.Now - page.Walk.StartedAt)])]),
                new Buttons([.. pages.Take(6).Select(page => new Button(Text.Of("walk.button.continue", page.Walk.Id.ToString(), page.Walk.Name), $"walk {page.Walk.Id}"))]),
            ],
        };
    }

    private string Name(string person) => people.Get(new PersonId(person))?.DisplayName ?? person;

    private static void Move(WalkMachine machine, WalkPage page, WalkTrigger trigger, string? at, Walker walker)
    {
        var person = walker.Person.Id.Value;
        switch (trigger)
        {
            case WalkTrigger.Yes or WalkTrigger.No:
                var yes = trigger == WalkTrigger.Yes;
                machine.Answer(yes, person, walker.Now, overruled: page.Answer?.Yes is { } bot && bot != yes);
                break;
            case WalkTrigger.Skip:
                machine.Skip(person, walker.Now);
                break;
            case WalkTrigger.Overrule when WalkRules.StepToOverrule(page, at) is { } step && step != page.Walk.Step:
                machine.Overrule(step, person, walker.Now);
                break;
            case WalkTrigger.Overrule:
                machine.Answer(page.Answer?.Yes == false, person, walker.Now, overruled: true);
                break;
        }
    }

    // With what the question wants at which the walk stands.
    private async Task<WalkPage> StandingAsync(WalkPage page, CancellationToken cancellationToken) => page is not { Snapshot: { } snapshot, IsStale: false, Walk.Ended: false } ? page
        : page with { Snapshot = await WalkSnapshots.ReadMoreAsync(clusters.WatchedReader(page.Walk.Cluster), snapshot, page.Walk.Step, cancellationToken) };

    // Compare-and-swap: whoever is slower sees what the faster one did, and changes nothing.
    private async Task<Reply> StoreAsync(WalkPage page, Walk next, CancellationToken cancellationToken, params IReadOnlyList<Text> notices)
    {
        if (await store.TryReplaceAsync(next, cancellationToken))
        {
            return WalkCard.Of(await StandingAsync(page with { Walk = next }, cancellationToken), notices);
        }
        var current = await store.FindAsync(next.Id, cancellationToken) ?? page.Walk;
        return WalkCard.Refused(page with { Walk = current }, WalkRules.Raced(page with { Walk = current }, page.Walk));
    }

    private async Task<Reply> WithWalkAsync(
        Walker walker, WalkId id, Func<(WalkPage Page, IReadOnlyList<Text> Notices), CancellationToken, Task<Reply>> use, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } walk) return Reply.NothingFound(Text.Of("walk.unknown", id.ToString()));
        var read = await WalkSnapshots.ReadAsync(clusters.WatchedReader(walk.Cluster), WalkChanges.Target(walk), walker.Now, cancellationToken);
        var page = new WalkPage(walk, null, walker.Reader, people);
        if (read.Has(out var snapshot, out var failure))
        {
            var replaced = WalkChanges.IsReplaced(walk, snapshot);
            return await use((await StandingAsync(page with { Snapshot = snapshot, IsStale = replaced }, cancellationToken), replaced ? [Text.Of("walk.replaced", walk.Name)] : []), cancellationToken);
        }
        return await use(failure is ClusterFailure.NotFound
            ? (page with { IsStale = true }, [Text.Of("walk.gone", walk.Name)])
            : (page, [Text.Of("walk.unread"), FailureReplies.Line(failure)]), cancellationToken);
    }
}
