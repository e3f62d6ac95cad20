using Stateless;
using Stateless.Graph;

namespace ChatOpsBot.Core.Approvals;

/// <summary>What can happen to a request.</summary>
internal enum RequestTrigger
{
    Approve,
    Deny,
    Cancel,
    Expire,
    Claim,
    LoseItsGrounds,
    Succeed,
    Fail,
    LoseTrack,
}

/// <summary>The workflow of a request as a Stateless machine. It is built for one step and knows only the states: who may do what
/// is decided before (<see cref="ApprovalWorkflow"/>), and nothing happens inside it.</summary>
internal static class RequestMachine
{
    /// <summary>The machine of a request that already carries the vote in question.</summary>
    public static StateMachine<RequestState, RequestTrigger> Configure(ActionRequest request)
    {
        var machine = new StateMachine<RequestState, RequestTrigger>(request.State);
        bool HasQuorum() => request.Approvals.Count() >= request.Quorum;
        bool LacksQuorum() => !HasQuorum();

        machine.Configure(RequestState.Pending)
            .PermitIf(RequestTrigger.Approve, RequestState.Approved, HasQuorum, "quorum reached")
            .PermitReentryIf(RequestTrigger.Approve, LacksQuorum, "more approvals needed")
            .Permit(RequestTrigger.Deny, RequestState.Denied)
            .Permit(RequestTrigger.Cancel, RequestState.Cancelled)
            .Permit(RequestTrigger.Expire, RequestState.Expired);
        machine.Configure(RequestState.Approved)
            .Permit(RequestTrigger.Deny, RequestState.Denied)
            .Permit(RequestTrigger.Cancel, RequestState.Cancelled)
            .Permit(RequestTrigger.Expire, RequestState.Expired)
            .Permit(RequestTrigger.LoseItsGrounds, RequestState.Stale)
            .PermitIf(RequestTrigger.Claim, RequestState.Claimed, HasQuorum, "quorum reached");
        machine.Configure(RequestState.Claimed)
            .Permit(RequestTrigger.Succeed, RequestState.Succeeded)
            .Permit(RequestTrigger.Fail, RequestState.Failed)
            .Permit(RequestTrigger.LoseItsGrounds, RequestState.Stale)
            .Permit(RequestTrigger.LoseTrack, RequestState.Indeterminate);
        machine.Configure(RequestState.Indeterminate)
            .Permit(RequestTrigger.Succeed, RequestState.Succeeded)
            .Permit(RequestTrigger.Fail, RequestState.Failed);
        return machine;
    }

    /// <summary>The state after a trigger; null when the state does not allow it.</summary>
    public static RequestState? After(ActionRequest request, RequestTrigger trigger)
    {
        var machine = Configure(request);
        if (!machine.CanFire(trigger)) return null;
        machine.Fire(trigger);
        return machine.State;
    }

    /// <summary>The machine's drawing in Mermaid.</summary>
    public static string Draw(ActionRequest anyPending) => MermaidGraph.Format(Configure(anyPending).GetInfo(), MermaidGraphDirection.LeftToRight);
}
