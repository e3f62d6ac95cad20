namespace ChatOpsBot.Host.Hosting;

/// <summary>Work in lanes: one at a time within a lane, several lanes at once.</summary>
/// <param name="width">How many lanes at once.</param>
/// <param name="work">Does everything that there is to do in a lane; must not throw.</param>
internal sealed class Lanes<TKey>(int width, Func<TKey, Task> work) : IDisposable
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim free = new(width, width);
    private readonly Dictionary<TKey, Lane> busy = [];

    /// <summary>There is work in a lane: it runs now or, when it runs already, once more.</summary>
    public void Wake(TKey key)
    {
        lock (gate)
        {
            if (busy.TryGetValue(key, out var lane))
            {
                lane.Again = true;
                return;
            }

            busy[key] = lane = new();
            lane.Running = Task.Run(() => RunAsync(key, lane));
        }
    }

    /// <summary>Completes when no lane runs that runs now.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate) return Task.WhenAll(busy.Values.Select(lane => lane.Running));
    }

    /// <inheritdoc/>
    public void Dispose() => free.Dispose();

    private async Task RunAsync(TKey key, Lane lane)
    {
        await free.WaitAsync();
        try
        {
            do await work(key);
            while (GoesOn(key, lane));
        }
        finally
        {
            free.Release();
        }
    }

    private bool GoesOn(TKey key, Lane lane)
    {
        lock (gate)
        {
            if (lane.Again)
            {
                lane.Again = false;
                return true;
            }

            busy.Remove(key);
            return false;
        }
    }

    private sealed class Lane
    {
        public Task Running { get; set; } = Task.CompletedTask;
        public bool Again { get; set; }
    }
}
