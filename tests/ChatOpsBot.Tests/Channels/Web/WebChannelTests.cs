using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Web;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Tests.Hosting;

namespace ChatOpsBot.Tests.Channels.Web;

/// <summary>The page's channel behind the real workers, which die at the worst moment: the room has the message, and the outbox does
/// not know it.</summary>
public sealed class WebChannelTests
{
    private static readonly ConversationAddress Where = new("teams", "room");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_of_a_process_that_died_before_the_outbox_had_recorded_it_is_shown_once()
    {
        await using var first = await DyingAfterPostAsync(bot => bot.SayAsync("1"));
        await using var next = await RestartAsync(first);
        await next.SayAsync("2");
        await next.IdleAsync();
        Assert.Equal(["answer to 1", "answer to 2"], await ShownAsync(next));
    }

    [Fact]
    public async Task A_card_that_changed_while_the_process_was_dead_is_one_message_that_shows_the_newest_state()
    {
        await using var first = await DyingAfterPostAsync(bot => PublishAsync(bot, "pending"));
        await PublishAsync(first, "approved");
        await using var next = await RestartAsync(first);
        await next.IdleAsync();
        Assert.Equal(["approved"], await ShownAsync(next));
        // It is the copy that the next state updates.
        await PublishAsync(next, "done");
        await next.IdleAsync();
        Assert.Equal(["done"], await ShownAsync(next));
    }

    [Fact]
    public async Task A_fault_after_the_room_has_the_message_does_not_make_a_second_one()
    {
        await using var bot = RunningBot.Stopped();
        using var feed = new RoomFeed(bot.Get<IRoomLog>());
        var channel = new WebChannel(bot.Get<IRoomLog>(), feed);
        var faults = 2;
        bot.Channel.Behave = async posting =>
        {
            var result = await channel.PostAsync(posting, Token);
            return faults-- > 0 ? throw new InvalidOperationException("after the fact") : result;
        };
        await bot.StartAsync();
        await bot.SayAsync("1");
        await bot.IdleAsync();
        Assert.Equal(["answer to 1"], await ShownAsync(bot));
    }

    [Fact]
    public async Task An_answer_names_what_it_answers_and_a_card_that_nobody_asked_for_there_names_nothing()
    {
        await using var bot = RunningBot.Stopped();
        using var feed = new RoomFeed(bot.Get<IRoomLog>());
        var channel = new WebChannel(bot.Get<IRoomLog>(), feed);
        bot.Channel.Behave = async posting => await channel.PostAsync(posting, Token);
        await bot.StartAsync();
        await bot.SayAsync("1", eventId: "event-1");
        await bot.SayAsync("2", eventId: "event-2");
        await bot.IdleAsync();
        await PublishAsync(bot, "pending");
        await bot.IdleAsync();
        Assert.Equal(["event-1", "event-2", null], (await bot.Get<IRoomLog>().BeforeAsync(Where, long.MaxValue, 10, Token)).Select(message => message.Answers));
    }

    // The outbox never hears of the posting: it hangs until the process is gone.
    private static async Task<RunningBot> DyingAfterPostAsync(Func<RunningBot, Task> speak)
    {
        var bot = RunningBot.Stopped();
        using var feed = new RoomFeed(bot.Get<IRoomLog>());
        var channel = new WebChannel(bot.Get<IRoomLog>(), feed);
        var inTheRoom = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bot.Channel.Behave = async posting =>
        {
            await channel.PostAsync(posting, Token);
            inTheRoom.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Token);
            return null;
        };
        await bot.StartAsync();
        await speak(bot);
        await bot.PumpAsync(inTheRoom.Task.ContinueWith(_ => true, TaskScheduler.Default));
        await bot.PumpAsync(bot.StopAsync().ContinueWith(_ => true, TaskScheduler.Default));
        bot.Kill();
        Assert.Equal(1, (await bot.Get<IQueueStatus>().ReadAsync(Token)).Unsent);
        return bot;
    }

    private static async Task<RunningBot> RestartAsync(RunningBot before)
    {
        var bot = RunningBot.Stopped(before: before);
        var channel = new WebChannel(bot.Get<IRoomLog>(), new RoomFeed(bot.Get<IRoomLog>()));
        bot.Channel.Behave = async posting => await channel.PostAsync(posting, Token);
        await bot.StartAsync();
        return bot;
    }

    private static Task PublishAsync(RunningBot bot, string state) =>
        bot.Get<IOutbox>().PublishAsync(new() { Title = state, Card = new("request:1") }, [Where], Token);

    private static async Task<IEnumerable<string>> ShownAsync(RunningBot bot) =>
        (await bot.Get<IRoomLog>().BeforeAsync(Where, long.MaxValue, 10, Token)).Select(message => FakeChannel.Title(message.Reply!));
}
