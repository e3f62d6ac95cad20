using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Approvals;

/// <summary>How an attempt to move a request ended.</summary>
internal abstract record TransitionResult
{
    private TransitionResult() { }

    /// <summary>It moved; the request as it is now stored.</summary>
    public sealed record Done(ActionRequest Request) : TransitionResult;

    /// <summary>It did not do what was asked; the request as it stands, if there is one.</summary>
    public sealed record Refused(Refusal Why, ActionRequest? Request) : TransitionResult;
}

/// <summary>Why nothing happened. Its sentence is in <see cref="RefusalTexts"/>.</summary>
internal abstract record Refusal
{
    private Refusal() { }

    /// <summary>No request has this number.</summary>
    public sealed record NoSuchRequest(RequestId Id) : Refusal;

    /// <summary>Configuration allows no actions.</summary>
    public sealed record ActionsOff : Refusal;

    /// <summary>The person may not ask for actions.</summary>
    public sealed record NotRequester(PersonId Person) : Refusal;

    /// <summary>The person may not approve or deny.</summary>
    public sealed record NotApprover(PersonId Person) : Refusal;

    /// <summary>Nobody approves what they asked for.</summary>
    public sealed record RequesterCannotApprove : Refusal;

    /// <summary>Only the requester cancels.</summary>
    public sealed record NotYours : Refusal;

    /// <summary>A second click: the person's approval counts already.</summary>
    public sealed record AlreadyVoted(DateTimeOffset At) : Refusal;

    /// <summary>It expired, just now or before.</summary>
    public sealed record TooLate : Refusal;

    /// <summary>It is past deciding; who and when stand in the request's last change.</summary>
    public sealed record AlreadyDecided : Refusal;

    /// <summary>What was approved is no longer so.</summary>
    public sealed record Stale(Text Why) : Refusal;

    /// <summary>The same is waiting already.</summary>
    public sealed record AlreadyAsked(RequestId Id) : Refusal;

    /// <summary>There are not so many approvers besides the requester.</summary>
    public sealed record QuorumUnreachable(int Needed, int Available, RiskTier Tier) : Refusal;

    /// <summary>It is not due yet.</summary>
    public sealed record NotDue : Refusal;

    /// <summary>Others changed it again and again in the meantime.</summary>
    public sealed record LostRace : Refusal;
}
