using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Remediation;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Requests;

/// <summary>A request as people see it. The same request always gives the same card, wherever it is shown.</summary>
internal static class RequestCard
{
    /// <summary>The card's key.</summary>
    public static CardKey KeyOf(RequestId id) => new($"request:{id}");

    /// <summary>The living card: while the request is open with what approvers need and buttons in order of safety; afterwards how it ended.</summary>
    public static Reply Build(ActionRequest request, IPeople people)
    {
        var plan = ActionPlan.Of(request);
        List<ReplyPart> parts = [new Paragraph(RefusalTexts.Standing(request, people))];
        if (request.IsOpen) parts.AddRange(Preview(plan));
        parts.Add(new Facts([.. Summary(request, people), new Fact(Text.Of("remediation.fact.uid"), request.About.Uid)]));
        parts.Add(new Buttons([.. ButtonsOf(request, plan)]));
        return new Reply
        {
            Title = Text.Of("requests.card.title", request.Id.Value, Clean(plan.Title)),
            Tone = ToneOf(request.State),
            Parts = parts,
            Card = KeyOf(request.Id),
            Revision = request.Version,
        };
    }

    /// <summary>Everything about a request at this moment: not a living card.</summary>
    public static Reply Details(ActionRequest request, IPeople people)
    {
        var plan = ActionPlan.Of(request);
        List<ReplyPart> parts =
        [
            new Paragraph(RefusalTexts.Standing(request, people)),
            .. Preview(plan),
            new Facts([.. Summary(request, people), .. plan.Particulars.Select(particular => new Fact(particular.Name, Clean(particular.Value))),
                new Fact(Text.Of("requests.fact.digest"), request.Digest)]),
        ];
        if (request.Votes.Count > 0)
        {
            parts.Add(new Bullets([.. request.Votes.Select(vote => Text.Of(
                vote.Approves ? "requests.vote.approved" : "requests.vote.denied", people.NameOf(vote.Person), vote.At, Neutral.Line(vote.Reason ?? "–")))]));
        }
        parts.Add(new Buttons([.. ButtonsOf(request, plan).Where(button => button.Command != $"requests {request.Id}"), AuditButton(request)]));
        return new Reply { Title = Text.Of("requests.card.title", request.Id.Value, Clean(plan.Title)), Tone = ToneOf(request.State), Parts = parts };
    }

    private static IEnumerable<ReplyPart> Preview(ActionPlan plan)
    {
        yield return new Paragraph(Text.Of("requests.heading.changes"), Heading: true);
        yield return new Bullets([.. plan.Changes.Select(Clean), Clean(plan.RollBack)]);
        if (plan.Confirm is { } confirm)
        {
            yield return new Paragraph(Text.Of("requests.heading.confirm"), Heading: true);
            yield return new Paragraph(Clean(confirm));
        }
        yield return new Paragraph(Text.Of("requests.heading.risk", RefusalTexts.Tier(plan.Tier)), Heading: true);
        yield return new Bullets([.. plan.Reasons.Concat(plan.Gaps).Select(Clean)]);
        if (plan.SaferWays.Count == 0) yield break;
        yield return new Paragraph(Text.Of("requests.heading.safer"), Heading: true);
        yield return new Bullets([.. plan.SaferWays.Select(way => Clean(way.Text))]);
    }

    private static IEnumerable<Fact> Summary(ActionRequest request, IPeople people)
    {
        yield return new(Text.Of("requests.fact.target"), $"{request.About.Cluster}: {Neutral.Line(request.About.Target)}");
        yield return new(Text.Of("requests.fact.asked-by"), Text.Of("requests.who-when", people.NameOf(request.Requester), request.CreatedAt));
        yield return new(Text.Of("requests.fact.approvals"), request.Approvals.Any()
            ? Text.Of("requests.approvals-by", request.Approvals.Count(), request.Quorum, Text.List(request.Approvals.Select(vote => people.NameOf(vote.Person))))
            : Text.Of("requests.approvals", 0, request.Quorum));
        if (request.IsOpen) yield return new(Text.Of("requests.fact.expires"), request.ExpiresAt);
        else yield return new(Text.Of("requests.fact.risk"), RefusalTexts.Tier(request.About.Tier));
    }

    private static IEnumerable<Button> ButtonsOf(ActionRequest request, ActionPlan plan)
    {
        if (request.IsOpen)
        {
            foreach (var way in plan.SaferWays.Where(way => way.Command is not null)) yield return new(Clean(way.Label ?? way.Text), way.Command!);
        }
        yield return new(Text.Of("requests.button.details"), $"requests {request.Id}");
        if (!request.IsOpen) yield break;
        yield return new(Text.Of("requests.button.cancel"), $"cancel {request.Id}");
        yield return new(Text.Of("requests.button.deny"), $"deny {request.Id}");
        if (request.State == RequestState.Pending)
        {
            yield return new(
                Text.Of(plan.Confirm is null ? "requests.button.approve" : "requests.button.approve-confirm"), $"approve {request.Id}", ButtonWeight.Dangerous);
        }
    }

    private static Button AuditButton(ActionRequest request) => new(Text.Of("requests.button.audit"), $"audit {request.Id}");

    /// <summary>A state's weight.</summary>
    public static Tone ToneOf(RequestState state) => state switch
    {
        RequestState.Succeeded => Tone.Good,
        RequestState.Failed or RequestState.Indeterminate => Tone.Bad,
        RequestState.Pending or RequestState.Approved or RequestState.Claimed or RequestState.Stale => Tone.Warning,
        _ => Tone.Plain,
    };

    // Names in a plan come from the cluster.
    private static Text Clean(Text text) => text switch
    {
        Text.Literal literal => Neutral.Line(literal.Value),
        Text.Keyed keyed => new Text.Keyed(keyed.Key, [.. keyed.Arguments.Select(Clean)]),
        Text.Several several => new Text.Several([.. several.Items.Select(Clean)]),
        _ => text,
    };
}
