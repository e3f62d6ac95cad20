namespace ChatOpsBot.Core.Approvals;

/// <summary>Hears of every state that a request came to, after it is committed.</summary>
internal interface IRequestObserver
{
    /// <summary>A request was made or moved. What this throws is logged and holds nothing up.</summary>
    Task ChangedAsync(ActionRequest request, CancellationToken cancellationToken);
}
