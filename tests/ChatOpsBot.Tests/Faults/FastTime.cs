using System.Diagnostics;

namespace ChatOpsBot.Tests.Faults;

/// <summary>Time that runs a hundred times as fast as it is: a wait of minutes is over in a second, and nobody has to move a clock.
/// The time of day can be set as NTP sets it; waits under way and timestamps do not feel that.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Speed = 100;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private long _step;

    /// <inheritdoc/>
    public override long TimestampFrequency => Stopwatch.Frequency;

    /// <summary>Sets the time of day by so much.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _step, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Stopwatch.GetElapsedTime(_started) * Speed + TimeSpan.FromTicks(Interlocked.Read(ref _step));

    /// <inheritdoc/>
    public override long GetTimestamp() => (Stopwatch.GetTimestamp() - _started) * Speed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)));

    private static TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Speed;

    private sealed class FastTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Real(dueTime), Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
