using System.Collections.Concurrent;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Tests.Hosting;

public sealed class LanesTests
{
    [Fact]
    public async Task Work_that_comes_while_a_lane_runs_makes_it_run_once_more()
    {
        var (reached, goOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var runs = 0;
        using var lanes = new Lanes<string>(4, async _ =>
        {
            if (Interlocked.Increment(ref runs) == 1)
            {
                reached.SetResult();
                await goOn.Task;
            }
        });
        lanes.Wake("a");
        await reached.Task;
        for (var i = 0; i < 5; i++) lanes.Wake("a");
        var idle = lanes.WhenIdleAsync();
        goOn.SetResult();
        await idle;
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task No_more_lanes_run_at_once_than_there_are()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();
        using var lanes = new Lanes<int>(3, async _ =>
        {
            lock (gate) most = Math.Max(most, ++running);
            await Task.Yield();
            lock (gate) running--;
        });
        for (var i = 0; i < 100; i++) lanes.Wake(i);
        await lanes.WhenIdleAsync();
        Assert.InRange(most, 1, 3);
        Assert.Equal(0, running);
    }

    [Fact]
    public async Task A_lane_never_runs_twice_at_once()
    {
        var inside = new ConcurrentDictionary<int, int>();
        using var lanes = new Lanes<int>(8, async key =>
        {
            Assert.Equal(1, inside.AddOrUpdate(key, 1, (_, count) => count + 1));
            await Task.Yield();
            inside[key] = 0;
        });
        for (var i = 0; i < 1000; i++) lanes.Wake(i % 4);
        await lanes.WhenIdleAsync();
        Assert.Equal(4, inside.Count);
    }
}
