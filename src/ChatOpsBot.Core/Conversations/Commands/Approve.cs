using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`approve N [reason]`: counts the sender's approval.</summary>
internal sealed class Approve(ApprovalWorkflow workflow, IPeople people) : DecisionCommand("approve", takesReason: true, people)
{
    protected override Task<bool> MayAsync(RequestId id, Person person, CancellationToken cancellationToken) =>
        workflow.MayAsync(RequestTrigger.Approve, id, person, cancellationToken);

    protected override Task<TransitionResult> DecideAsync(RequestId id, Asking asking, string? reason, CancellationToken cancellationToken) =>
        workflow.ApproveAsync(id, asking.Someone, asking.Intent.Account, reason, cancellationToken);
}
