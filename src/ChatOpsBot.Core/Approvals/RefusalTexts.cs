using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Approvals;

/// <summary>The sentence that says why nothing happened.</summary>
internal static class RefusalTexts
{
    /// <summary>The sentence for a refusal of <paramref name="request"/>.</summary>
    public static Text Explain(this Refusal refusal, ActionRequest? request, IPeople people) => refusal switch
    {
        Refusal.NoSuchRequest missing => Text.Of("approvals.refused.no-such", missing.Id.Value),
        Refusal.ActionsOff => Text.Of("approvals.refused.off", ApprovalPolicy.EnabledSetting),
        Refusal.NotRequester not => Text.Of("approvals.refused.not-requester", not.Person.Value),
        Refusal.NotApprover => Text.Of("approvals.refused.not-approver", Number(request), Approvers(request, people)),
        Refusal.RequesterCannotApprove => Text.Of("approvals.refused.own", Number(request), Approvers(request, people)),
        Refusal.NotYours => Text.Of("approvals.refused.not-yours", Number(request), people.NameOf(request!.Requester)),
        Refusal.AlreadyVoted voted => Text.Of("approvals.refused.already-voted", Number(request), voted.At, Standing(request!, people)),
        Refusal.TooLate => Text.Of("approvals.refused.too-late", Number(request), request!.ExpiresAt),
        Refusal.AlreadyDecided => Text.Of("approvals.refused.decided", Standing(request!, people)),
        Refusal.Stale stale => Text.Of("approvals.refused.stale", Number(request), stale.Why),
        Refusal.AlreadyAsked same => Text.Of("approvals.refused.already-asked", same.Id.Value),
        Refusal.QuorumUnreachable q => Text.Of(
            "approvals.refused.quorum", Tier(q.Tier), q.Needed, q.Available, $"{ApprovalPolicy.Section}:{nameof(ApprovalPolicy.Quorum)}:{q.Tier}"),
        Refusal.NotDue => Text.Of("approvals.refused.not-due", Number(request)),
        Refusal.LostRace => Text.Of("approvals.refused.lost-race", Number(request)),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    /// <summary>Where a request stands, as a sentence with who and when.</summary>
    public static Text Standing(ActionRequest request, IPeople people)
    {
        var (by, at, why) = request.LastChange;
        var who = by is { } person ? people.NameOf(person) : "";
        return request.State switch
        {
            RequestState.Pending => Text.Of("approvals.standing.pending", Number(request), request.Approvals.Count(), request.Quorum, request.ExpiresAt),
            RequestState.Approved => Text.Of(
                "approvals.standing.approved", Number(request), Text.List(request.Approvals.Select(vote => people.NameOf(vote.Person))), at),
            RequestState.Denied => why is null
                ? Text.Of("approvals.standing.denied", Number(request), who, at) : Text.Of("approvals.standing.denied-because", Number(request), who, at, why),
            RequestState.Expired => Text.Of("approvals.standing.expired", Number(request), request.ExpiresAt),
            RequestState.Cancelled => Text.Of("approvals.standing.cancelled", Number(request), who, at),
            RequestState.Stale => Text.Of("approvals.standing.stale", Number(request), at, why ?? ""),
            RequestState.Claimed => Text.Of("approvals.standing.claimed", Number(request), at),
            RequestState.Succeeded => Text.Of("approvals.standing.succeeded", Number(request), at, why ?? ""),
            RequestState.Failed => Text.Of("approvals.standing.failed", Number(request), at, why ?? ""),
            RequestState.Indeterminate => Text.Of("approvals.standing.indeterminate", Number(request), at, why ?? ""),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
    }

    /// <summary>A tier's word.</summary>
    public static Text Tier(RiskTier tier) => Text.Of($"approvals.tier.{tier.ToString().ToLowerInvariant()}");

    private static Text Number(ActionRequest? request) => request?.Id.Value ?? 0;

    private static Text Approvers(ActionRequest? request, IPeople people) =>
        Text.List(people.ApproversBesides(request!.Requester).Select(person => person.DisplayName));
}
