using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation;

/// <summary>How asking for an action ended.</summary>
internal abstract record AskResult
{
    private AskResult() { }

    /// <summary>It waits for approval.</summary>
    public sealed record Asked(ActionRequest Request) : AskResult;

    /// <summary>The action must not be done as ordered.</summary>
    public sealed record Impossible(Text Why, IReadOnlyList<SaferWay> Rather) : AskResult;

    /// <summary>The rules of requests refuse it.</summary>
    public sealed record Refused(Refusal Why, ActionRequest? Request) : AskResult;

    /// <summary>The cluster gave no answer.</summary>
    public sealed record Failed(ClusterFailure Failure) : AskResult;
}

/// <summary>Asks for actions: plan, digest, request.</summary>
internal sealed class ActionRequests(ApprovalWorkflow workflow, ApprovalPolicy policy, TimeProvider time)
{
    /// <summary>Plans the action and makes the request for it.</summary>
    public async Task<AskResult> AskAsync(
        IRemediationAction action, ActionOrder order, Person requester, AccountId account, string? reason, string origin, CancellationToken cancellationToken)
    {
        if (!policy.Enabled) return new AskResult.Refused(new Refusal.ActionsOff(), null);
        if (!requester.Is(Role.Requester)) return new AskResult.Refused(new Refusal.NotRequester(requester.Id), null);
        switch (await action.PlanAsync(order, requester, cancellationToken))
        {
            case PlanResult.Refused refused:
                return new AskResult.Impossible(refused.Why, refused.Rather);
            case PlanResult.Failed failed:
                return new AskResult.Failed(failed.Failure);
            case PlanResult.Ready { Plan: var plan }:
                var made = await workflow.CreateAsync(
                    new(plan.Action, new(order.Cluster.Value, plan.Target, plan.Uid.Value, plan.ActAs.User ?? "", plan.Tier), plan.ToJson(),
                        PlanDigest.Of(plan, policy), Saw(plan), requester, account, reason, origin), cancellationToken);
                return made switch
                {
                    TransitionResult.Done done => new AskResult.Asked(done.Request),
                    TransitionResult.Refused refused => new AskResult.Refused(refused.Why, refused.Request),
                    _ => throw new InvalidOperationException(made.ToString()),
                };
            case var other:
                throw new InvalidOperationException(other.ToString());
        }
    }

    // What every approver is shown, in English, for the record.
    private string Saw(ActionPlan plan)
    {
        var reader = new Reader(Locale.English, TimeZoneInfo.Utc, time.GetUtcNow());
        IEnumerable<Text> lines = [plan.Title, .. plan.Changes, .. plan.Confirm is { } confirm ? [confirm] : Array.Empty<Text>(), .. plan.Reasons, plan.RollBack, .. plan.Gaps];
        return string.Join('\n', lines.Select(reader.Read));
    }
}
