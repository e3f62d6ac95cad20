namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>A proof that holds for everybody who asked before it began: who comes while one is under way shares the next one. However many
/// ask at once, the API server is asked twice.</summary>
/// <param name="prove">Makes a proof; does not throw.</param>
internal sealed class SharedProof(Func<Task<bool>> prove)
{
    private readonly Lock _gate = new();
    private Task<bool> _running = Task.FromResult(false);
    private Task<bool>? _next;

    /// <summary>The result of a proof that begins after this was called.</summary>
    /// <param name="cancellationToken">Leaves; the others' proof goes on.</param>
    public Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_next is null && _running.IsCompleted) return (_running = prove()).WaitAsync(cancellationToken);
            return (_next ??= AfterAsync(_running)).WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> AfterAsync(Task<bool> running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Task<bool> proof;
        lock (_gate)
        {
            (_running, _next) = (proof = prove(), null);
        }
        return await proof;
    }
}
