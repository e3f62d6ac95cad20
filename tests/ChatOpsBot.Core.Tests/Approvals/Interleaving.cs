namespace ChatOpsBot.Core.Tests.Approvals;

/// <summary>Runs tasks one step at a time in a given order: each stops before every access to the store until it is its turn. The same
/// choices give the same run.</summary>
internal sealed class Interleaving
{
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Waits for this caller's turn.</summary>
    public Task Turn()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    /// <summary>Starts every task and lets them step, the next one chosen by the numbers, until all have ended.</summary>
    public async Task RunAsync(IEnumerable<Func<Task>> tasks, IEnumerable<int> choices)
    {
        // Continuations run where a turn is given, so no thread but this one is at work.
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var running = tasks.Select(task => task()).ToList();
            using var choice = choices.GetEnumerator();
            while (_waiting.Count > 0)
            {
                var next = _waiting[choice.MoveNext() ? choice.Current % _waiting.Count : 0];
                _waiting.Remove(next);
                next.SetResult();
            }
            await Task.WhenAll(running);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
