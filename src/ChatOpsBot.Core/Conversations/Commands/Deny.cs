using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`deny N [reason]`: stops a request; the requester's own denial is a cancellation.</summary>
internal sealed class Deny(ApprovalWorkflow workflow, IPeople people) : DecisionCommand("deny", takesReason: true, people)
{
    protected override Task<bool> MayAsync(RequestId id, Person person, CancellationToken cancellationToken) =>
        workflow.MayAsync(RequestTrigger.Deny, id, person, cancellationToken);

    protected override Task<TransitionResult> DecideAsync(RequestId id, Asking asking, string? reason, CancellationToken cancellationToken) =>
        workflow.DenyAsync(id, asking.Someone, asking.Intent.Account, reason, cancellationToken);
}
