namespace ChatOpsBot.Host.Storage;

/// <summary>Keeps a process that writes all the time from locking others out: a database's lock is not a queue, and whoever asks
/// only now and then (SQLite: every 100 ms, https://sqlite.org/c3ref/busy_timeout.html) never finds it free. After a second that
/// was mostly spent writing, there is a pause that is longer than that.</summary>
/// <param name="time">Real time, because this is about the disk.</param>
internal sealed class Courtesy(TimeProvider time)
{
    /// <summary>Longer than SQLite's longest wait between two tries.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private long windowStart = time.GetTimestamp();
    private TimeSpan written;

    /// <summary>Pauses when it is time to; only the holder of the write gate may call it.</summary>
    public async Task GiveWayAsync(CancellationToken cancellationToken)
    {
        var elapsed = time.GetElapsedTime(windowStart);
        if (elapsed < Window) return;
        if (written > elapsed / 2) await Task.Delay(Pause, time, cancellationToken);
        (windowStart, written) = (time.GetTimestamp(), TimeSpan.Zero);
    }

    /// <summary>Counts the time until it is disposed as writing.</summary>
    public Writing Hold() => new(this, time.GetTimestamp());

    private void Add(long since) => written += time.GetElapsedTime(since);

    /// <summary>A write under way.</summary>
    public readonly struct Writing(Courtesy courtesy, long since) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => courtesy.Add(since);
    }
}
