using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Remediation;

/// <summary>A dangerous action: one file in Actions/, found by its code.</summary>
internal interface IRemediationAction
{
    /// <summary>delete-pod.</summary>
    string Code { get; }

    /// <summary>Preflight and preview: reads what the action's safety depends on, asks the cluster whether the requester may do it, and has
    /// the server try it (dry-run) as the requester. Changes nothing. It is run again right before execution.</summary>
    Task<PlanResult> PlanAsync(ActionOrder order, Person requester, CancellationToken cancellationToken);

    /// <summary>Does it, once.</summary>
    Task<ExecutionResult> ExecuteAsync(ActionPlan plan, CancellationToken cancellationToken);

    /// <summary>Finds out by looking at the object whether an execution happened whose answer was lost. Changes nothing.</summary>
    Task<SettlingResult> SettleAsync(ActionPlan plan, CancellationToken cancellationToken);
}

/// <summary>How planning ended.</summary>
internal abstract record PlanResult
{
    private PlanResult() { }

    /// <summary>It can be asked for.</summary>
    public sealed record Ready(ActionPlan Plan) : PlanResult;

    /// <summary>It must not be done, and why, and what to do rather.</summary>
    public sealed record Refused(Text Why, IReadOnlyList<SaferWay> Rather) : PlanResult;

    /// <summary>The cluster gave no answer.</summary>
    public sealed record Failed(ClusterFailure Failure) : PlanResult;
}

/// <summary>How an execution ended.</summary>
internal abstract record ExecutionResult(Text Sentence)
{
    /// <summary>The API server did it.</summary>
    public sealed record Done(Text Sentence) : ExecutionResult(Sentence);

    /// <summary>The API server refused it.</summary>
    public sealed record NotDone(Text Sentence) : ExecutionResult(Sentence);

    /// <summary>The object is gone or another one; nothing was done.</summary>
    public sealed record Overtaken(Text Sentence) : ExecutionResult(Sentence);

    /// <summary>The call got no answer: it may have been carried out.</summary>
    public sealed record Unknown(Text Sentence) : ExecutionResult(Sentence);
}

/// <summary>What looking at the object told.</summary>
internal abstract record SettlingResult(Text Sentence)
{
    /// <summary>It happened.</summary>
    public sealed record Happened(Text Sentence) : SettlingResult(Sentence);

    /// <summary>It did not happen.</summary>
    public sealed record DidNotHappen(Text Sentence) : SettlingResult(Sentence);

    /// <summary>The cluster cannot be asked now; ask again later.</summary>
    public sealed record NotNow(ClusterFailure Failure) : SettlingResult(new Text.Literal(""));
}
