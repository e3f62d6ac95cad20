namespace ChatOpsBot.Core.Approvals;

/// <summary>Hears of every state that a request came to, after it is committed: once as a rule, again after a crash, and now and then
/// of an older state after a newer one.</summary>
internal interface IRequestObserver
{
    /// <summary>A request was made or moved. What this throws is logged, holds nothing up, and has it called again.</summary>
    Task ChangedAsync(ActionRequest request, CancellationToken cancellationToken);
}
