using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>`cancel N`: takes back one's own request.</summary>
internal sealed class CancelRequest(ApprovalWorkflow workflow, IPeople people) : DecisionCommand("cancel", takesReason: false, people)
{
    protected override Task<bool> MayAsync(RequestId id, Person person, CancellationToken cancellationToken) =>
        workflow.MayAsync(RequestTrigger.Cancel, id, person, cancellationToken);

    protected override Task<TransitionResult> DecideAsync(RequestId id, Asking asking, string? reason, CancellationToken cancellationToken) =>
        workflow.CancelAsync(id, asking.Someone, asking.Intent.Account, cancellationToken);
}
