using System.Collections.Concurrent;

namespace ChatOpsBot.Host.Channels.Slack.Sending;

/// <summary>Keeps what is posted in a channel within Slack's measure: a message a second, with short bursts.
/// https://docs.slack.dev/apis/web-api/rate-limits#posting-messages</summary>
internal sealed class ChannelPace(TimeProvider time)
{
    /// <summary>How many may go at once after a pause.</summary>
    public const int Burst = 3;

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(1);
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, TimeSpan> _next = new(StringComparer.Ordinal);

    // Not the time of day: a clock that is set back must not silence a channel until it is as late again.
    private readonly long _start = time.GetTimestamp();

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Takes the channel's next turn.</summary>
    /// <returns>How long to wait before trying again; zero: the turn is taken.</returns>
    public TimeSpan Take(string channel)
    {
        var now = Now;
        while (true)
        {
            // The moment up to which turns are spoken for; a burst may reach ahead of now.
            var known = _next.TryGetValue(channel, out var next);
            var from = known && next > now ? next : now;
            var ahead = from - now;
            if (ahead > Each * (Burst - 1)) return ahead - Each * (Burst - 1);
            if (known ? _next.TryUpdate(channel, from + Each, next) : _next.TryAdd(channel, from + Each)) break;
        }
        if (_next.Count > Most) Forget(now);
        return TimeSpan.Zero;
    }

    /// <summary>Slack says how long the channel is full.</summary>
    public void HoldBack(string channel, TimeSpan wait)
    {
        var until = Now + wait + Each * (Burst - 1);
        _next.AddOrUpdate(channel, until, (_, before) => before > until ? before : until);
    }

    private void Forget(TimeSpan now)
    {
        foreach (var (channel, next) in _next)
            if (next <= now) _next.TryRemove(new(channel, next));
    }
}
