using Microsoft.Extensions.Logging;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>What is to happen later, by the cluster's clock. With a speed of 10 a minute's wait is over in 6 seconds; what is written down stays the time that it is.</summary>
internal sealed partial class Schedule(TimeProvider clock, double speed, ILogger<Schedule> logger) : IAsyncDisposable
{
    private readonly HashSet<ITimer> _timers = [];

    /// <summary>How many times as fast as its clock the world moves.</summary>
    public double Speed => speed;

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
                    Run(action);
                },
                null,
                delay > TimeSpan.Zero ? delay / speed : TimeSpan.FromMilliseconds(1),
                Timeout.InfiniteTimeSpan);
            _timers.Add(timer);
        }
    }

    // A timer's callback has nobody above it: what escapes would end the program that embeds the cluster.
    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Failed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of the demo cluster failed")]
    private partial void Failed(Exception fault);

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
