namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>What is to happen later, by the cluster's clock.</summary>
internal sealed class Schedule(TimeProvider clock) : IAsyncDisposable
{
    private readonly HashSet<ITimer> _timers = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public void After(TimeSpan delay, Action action)
    {
        lock (_timers)
        {
            ITimer? timer = null;
            timer = clock.CreateTimer(
                _ =>
                {
                    // Gone from the set: the cluster has been disposed of meanwhile.
                    lock (_timers)
                    {
                        if (!_timers.Remove(timer!)) return;
                    }
                    timer!.Dispose();
                    action();
                },
                null,
                delay > TimeSpan.Zero ? delay : TimeSpan.FromMilliseconds(1),
                Timeout.InfiniteTimeSpan);
            _timers.Add(timer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        ITimer[] pending;
        lock (_timers)
        {
            pending = [.. _timers];
            _timers.Clear();
        }
        foreach (var timer in pending) await timer.DisposeAsync();
    }
}
