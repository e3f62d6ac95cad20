using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Core.Remediation;

/// <summary>Carries out what was approved. Any number of processes may run it on one store: the claim decides who executes.</summary>
internal sealed partial class ActionExecutor(
    ApprovalWorkflow workflow, IRequestStore store, IEnumerable<IRemediationAction> actions, IClusters clusters, IPeople people, ApprovalPolicy policy,
    TimeProvider time, ILogger<ActionExecutor> log)
{
    // How long the process that moved a request has to tell of it, before another one does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private volatile bool _started;

    /// <summary>Ends what expired, settles what a crash left behind, and executes what is approved, each once. Requests for clusters that
    /// do not answer stay as they are until they expire.</summary>
    /// <returns>The requests that came to another state, as they are now.</returns>
    public async Task<IReadOnlyList<ActionRequest>> RunDueAsync(CancellationToken cancellationToken)
    {
        await workflow.TellUntoldAsync(_started ? Patience : TimeSpan.Zero, cancellationToken);
        _started = true;
        var changed = new List<ActionRequest>(await workflow.ExpireDueAsync(cancellationToken));
        var due = await store.ListAsync([RequestState.Approved, RequestState.Claimed, RequestState.Indeterminate], cancellationToken);
        // A cluster that answers slowly holds up its own requests only.
        var results = await Task.WhenAll(due
            .GroupBy(request => request.About.Cluster)
            .Where(group => clusters.Names.Contains(new ClusterName(group.Key)))
            .Select(group => RunAsync(group, cancellationToken)));
        changed.AddRange(results.SelectMany(result => result));
        return changed;
    }

    private async Task<List<ActionRequest>> RunAsync(IEnumerable<ActionRequest> requests, CancellationToken cancellationToken)
    {
        var changed = new List<ActionRequest>();
        foreach (var request in requests)
        {
            try
            {
                if (await RunAsync(request, cancellationToken) is { } now && now.State != request.State) changed.Add(now);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // Left as it is: an approved request is tried again, a claimed one is settled by looking at the object.
                LogFault(fault, request.Id.Value);
            }
        }
        return changed;
    }

    private Task<ActionRequest?> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (actions.FirstOrDefault(known => known.Code == request.Action) is not { } action) return Task.FromResult<ActionRequest?>(null);
        return request.State switch
        {
            RequestState.Approved when policy.Enabled => ExecuteAsync(action, request, cancellationToken),
            RequestState.Claimed when request.LastChange.At + policy.ClaimLease <= time.GetUtcNow() => AbandonAsync(action, request, cancellationToken),
            RequestState.Indeterminate => SettleAsync(action, request, cancellationToken),
            _ => Task.FromResult<ActionRequest?>(null),
        };
    }

    private async Task<ActionRequest?> ExecuteAsync(IRemediationAction action, ActionRequest request, CancellationToken cancellationToken)
    {
        var approved = ActionPlan.Of(request);
        if (people.Get(request.Requester) is not { } requester)
            return Now(await workflow.LoseGroundsAsync(request.Id, Text.Of("approvals.stale.requester", request.Requester.Value), cancellationToken));

        ActionPlan fresh;
        switch (await action.PlanAsync(approved.Order, requester, cancellationToken))
        {
            case PlanResult.Ready ready:
                fresh = ready.Plan;
                break;
            case PlanResult.Refused refused:
                return Now(await workflow.LoseGroundsAsync(request.Id, refused.Why, cancellationToken));
            case PlanResult.Failed { Failure: ClusterFailure.NotFound missing } when missing.Name == approved.Order.Name:
                return Now(await workflow.LoseGroundsAsync(request.Id, Text.Of("remediation.stale.gone", approved.Target, approved.Uid.Value), cancellationToken));
            case PlanResult.Failed failed:
                LogNotNow(request.Id.Value, failed.Failure);
                return null;
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
        if (PlanChange.Between(approved, fresh) is { } change) return Now(await workflow.LoseGroundsAsync(request.Id, change, cancellationToken));

        var claimed = await workflow.ClaimAsync(request.Id, PlanDigest.Of(fresh, policy), cancellationToken);
        if (claimed is not TransitionResult.Done) return Now(claimed);

        // From here on the call is made to its end, whoever stops the program; no later than the lease, after which others may settle it.
        using var deadline = new CancellationTokenSource(policy.ClaimLease / 2, time);
        ExecutionResult result;
        try
        {
            result = await action.ExecuteAsync(fresh, deadline.Token);
        }
        catch (Exception fault)
        {
            // Whatever went wrong, the call may have been made: the record must not stay at "claimed", and the object decides.
            LogFault(fault, request.Id.Value);
            result = new ExecutionResult.Unknown(Text.Of("remediation.unknown.fault"));
        }
        var end = result switch
        {
            ExecutionResult.Done => RequestTrigger.Succeed,
            ExecutionResult.NotDone => RequestTrigger.Fail,
            ExecutionResult.Overtaken => RequestTrigger.LoseItsGrounds,
            _ => RequestTrigger.LoseTrack,
        };
        var finished = Now(await workflow.FinishAsync(request.Id, end, result.Sentence, CancellationToken.None));
        return end == RequestTrigger.LoseTrack && finished is not null ? await SettleAsync(action, finished, cancellationToken) ?? finished : finished;
    }

    private async Task<ActionRequest?> AbandonAsync(IRemediationAction action, ActionRequest request, CancellationToken cancellationToken)
    {
        var abandoned = Now(await workflow.FinishAsync(request.Id, RequestTrigger.LoseTrack, Text.Of("remediation.unknown.crash"), cancellationToken));
        return abandoned is { State: RequestState.Indeterminate } ? await SettleAsync(action, abandoned, cancellationToken) ?? abandoned : abandoned;
    }

    private async Task<ActionRequest?> SettleAsync(IRemediationAction action, ActionRequest request, CancellationToken cancellationToken)
    {
        switch (await action.SettleAsync(ActionPlan.Of(request), cancellationToken))
        {
            case SettlingResult.Happened happened:
                return Now(await workflow.FinishAsync(request.Id, RequestTrigger.Succeed, happened.Sentence, cancellationToken));
            case SettlingResult.DidNotHappen not:
                return Now(await workflow.FinishAsync(request.Id, RequestTrigger.Fail, not.Sentence, cancellationToken));
            case SettlingResult.NotNow later:
                LogNotNow(request.Id.Value, later.Failure);
                return null;
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }

    private static ActionRequest? Now(TransitionResult result) => result switch
    {
        TransitionResult.Done done => done.Request,
        TransitionResult.Refused refused => refused.Request,
        _ => null,
    };

    [LoggerMessage(320, LogLevel.Error, "Request {Id} met a fault while being carried out")]
    private partial void LogFault(Exception fault, long id);

    [LoggerMessage(321, LogLevel.Warning, "Request {Id} waits: its cluster gave no answer: {Failure}")]
    private partial void LogNotNow(long id, ClusterFailure failure);
}
