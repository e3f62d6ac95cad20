using System.Threading.Channels;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Tests.Storage;

namespace ChatOpsBot.Tests.Hosting;

public sealed class ExecutionWorkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_changes_is_looked_at_at_once_and_time_alone_is_enough_too()
    {
        var runs = Channel.CreateUnbounded<DateTimeOffset>();
        RunningBot? running = null;
        await using var bot = running = RunningBot.Stopped(runDue: _ =>
        {
            runs.Writer.TryWrite(running!.Store.Time.GetUtcNow());
            return Task.CompletedTask;
        });
        await bot.StartAsync();
        await runs.Reader.ReadAsync(Token);

        await bot.Get<IRequestStore>().AddAsync(Requests.Pending, request => Requests.Draft($"request {request.Id}"), Token);
        Assert.Equal(TestStore.Start, await runs.Reader.ReadAsync(Token));

        bot.Store.Time.Advance(ExecutionWorker.Period);
        Assert.Equal(TestStore.Start + ExecutionWorker.Period, await runs.Reader.ReadAsync(Token));
    }

    [Fact]
    public async Task A_fault_is_not_the_end_of_it()
    {
        var runs = Channel.CreateUnbounded<int>();
        var count = 0;
        await using var bot = await RunningBot.StartAsync(runDue: _ =>
        {
            runs.Writer.TryWrite(++count);
            throw new InvalidOperationException("fault");
        });
        Assert.Equal(1, await runs.Reader.ReadAsync(Token));
        Assert.Equal(2, await bot.PumpAsync(runs.Reader.ReadAsync(Token).AsTask()));
    }
}
