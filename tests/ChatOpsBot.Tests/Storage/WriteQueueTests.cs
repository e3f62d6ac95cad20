using ChatOpsBot.Host.Storage;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Tests.Storage;

public sealed class WriteQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_what_is_committed_together_only_the_work_that_threw_is_not_written()
    {
        await using var store = new TestStore();
        var (bot, order) = (store.Get<BotStore>(), new List<string>());
        Task<string> Write(string name, Task? before = null, Exception? fault = null) => bot.WriteAsync(
            async context =>
            {
                if (before is not null) await before;
                context.Addresses.Add(new AddressRow { Channel = "teams", Conversation = name, Reference = "{}" });
                await context.SaveChangesAsync(Token);
                return fault is null ? name : throw fault;
            },
            order.Add,
            Token);

        // While the first is at work, the others gather.
        var gathered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Write("first", gathered.Task);
        var others = new[] { Write("second"), Write("faulty", fault: new InvalidDataException("its own")), Write("third") };
        gathered.SetResult();

        Assert.Equal("its own", (await Assert.ThrowsAsync<InvalidDataException>(() => Task.WhenAll([first, .. others]))).Message);
        Assert.Equal(["first", "second", "third"], order);
        Assert.Equal(["first", "second", "third"], await bot.ReadAsync(context => context.Addresses.OrderBy(row => row.Conversation).Select(row => row.Conversation).ToListAsync(Token), Token));
    }

    [Fact]
    public async Task Whoever_leaves_the_queue_has_written_nothing_and_whose_work_was_begun_has()
    {
        await using var store = new TestStore();
        var bot = store.Get<BotStore>();
        using var leaving = new CancellationTokenSource();
        var (begun, gathered) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var atWork = bot.WriteAsync(
            async _ =>
            {
                begun.SetResult();
                await gathered.Task;
                return "written";
            },
            null,
            leaving.Token);
        await begun.Task;
        var waiting = bot.WriteAsync(_ => throw new InvalidOperationException("It had left."), leaving.Token);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gathered.SetResult();
        Assert.Equal("written", await atWork);
    }
}
