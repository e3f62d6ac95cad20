using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests;

/// <summary>A clock that stands still until it is moved, and tells when somebody begins to wait: it is moved then, and not too early.</summary>
internal sealed class WatchedClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Ends when the next wait of that length has begun.</summary>
    public async Task WaitsAsync(TimeSpan time)
    {
        while (await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken) != time)
        {
            // Timers of other kinds.
        }
    }
}
