using System.Collections.Concurrent;

namespace ChatOpsBot.Host.Channels.Presses;

/// <summary>Names presses so that a resent one and a double click have the name of the first, and the same button pressed
/// again later has another: a card may stay in sight for days..</summary>
internal sealed class RecentPresses(TimeProvider time)
{
    /// <summary>For how long the same press is the same event.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _firsts = new(StringComparer.Ordinal);

    /// <summary>The event id of a press. Within a window it does not depend on this process' memory, so that it survives a restart.</summary>
    public string Name(string key)
    {
        var now = time.GetUtcNow();
        var first = _firsts.AddOrUpdate(key, now, (_, before) => now - before < Window ? before : now);
        if (_firsts.Count > Most) Forget(now);
        return $"press/{key}/{first.ToUnixTimeSeconds() / (long)Window.TotalSeconds}";
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, first) in _firsts)
            if (now - first >= Window) _firsts.TryRemove(new(key, first));
    }
}
