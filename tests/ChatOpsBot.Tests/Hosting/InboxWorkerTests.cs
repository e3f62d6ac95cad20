using System.Collections.Concurrent;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Storage;
using ChatOpsBot.Tests.Storage;

namespace ChatOpsBot.Tests.Hosting;

public sealed class InboxWorkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_posted_where_it_was_asked()
    {
        await using var bot = await RunningBot.StartAsync();
        Assert.True(await bot.SayAsync("pods", "room 1"));
        var shown = Assert.Single(await bot.PostedAsync(1));
        Assert.Equal(("room 1", "answer to pods", null), (shown.Conversation, shown.Title, shown.Replaces));
    }

    [Fact]
    public async Task A_redelivery_is_answered_once()
    {
        var asked = 0;
        await using var bot = await RunningBot.StartAsync((intent, _) =>
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult(new Reply { Title = intent.Text });
        });
        Assert.True(await bot.SayAsync("pods", eventId: "e1"));
        Assert.False(await bot.SayAsync("pods", eventId: "e1"));
        await bot.IdleAsync();
        Assert.False(await bot.SayAsync("pods", eventId: "e1"));
        await bot.SayAsync("last", eventId: "e2");
        Assert.Equal(["pods", "last"], (await bot.PostedAsync(2)).Select(shown => shown.Title));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task The_same_event_id_from_another_channel_is_another_event()
    {
        await using var bot = await RunningBot.StartAsync();
        await bot.SayAsync("pods", eventId: "e1");
        Assert.True(await bot.Get<IInbox>().ReceiveAsync(
            new("e1", new("slack:a"), null, new("slack", "room"), "pods", null, null, Storage.TestStore.Start), Token));
    }

    [Fact]
    public async Task A_conversation_is_answered_in_order_while_others_go_ahead()
    {
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bot = await RunningBot.StartAsync(async (intent, _) =>
        {
            if (intent.Text == "1") await slow.Task;
            return new() { Title = intent.Text };
        });
        for (var i = 1; i <= 5; i++) await bot.SayAsync($"{i}", "slow");
        await bot.SayAsync("quick", "other");
        Assert.Equal("quick", Assert.Single(await bot.PostedAsync(1)).Title);
        slow.SetResult();
        Assert.Equal(["1", "2", "3", "4", "5"], (await bot.PostedAsync(5)).Select(shown => shown.Title));
    }

    [Fact]
    public async Task A_hundred_at_once_in_ten_conversations_are_all_answered_in_order()
    {
        await using var bot = await RunningBot.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async room =>
        {
            for (var i = 0; i < 10; i++) await bot.SayAsync($"{i}", $"room {room}");
        }));
        var shown = await bot.PostedAsync(100);
        Assert.All(shown.GroupBy(one => one.Conversation), room =>
            Assert.Equal(Enumerable.Range(0, 10).Select(i => $"answer to {i}"), room.Select(one => one.Title)));
    }

    [Fact]
    public async Task What_a_killed_process_had_not_answered_is_answered_once_by_the_next()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var killed = await RunningBot.StartAsync(async (_, _) =>
        {
            asked.TrySetResult();
            await new TaskCompletionSource<Reply>().Task;
            return new() { Title = "never" };
        });
        await killed.SayAsync("first");
        await killed.SayAsync("second");
        await asked.Task;
        killed.Kill();

        await using var next = await RunningBot.StartAsync(before: killed);
        Assert.Equal(["answer to first", "answer to second"], (await next.PostedAsync(2)).Select(shown => shown.Title));
        await next.IdleAsync();
        Assert.False(next.Channel.Posted.TryRead(out _));
        Assert.False(await next.SayAsync("first"));
        // The killed one may have shown that it works on them; nobody looks for a sign of what is asked now.
        await next.SayAsync("third");
        await next.PostedAsync(1);
        Assert.Equal([("room", TestStore.Start), ("room", TestStore.Start)], next.Channel.Looked);
    }

    [Fact]
    public async Task An_intent_that_failed_three_times_gets_a_reply_that_says_so()
    {
        var tried = 0;
        await using var bot = await RunningBot.StartAsync((intent, _) => intent.Text == "bad" && Interlocked.Increment(ref tried) > 0
            ? throw new InvalidOperationException("fault")
            : Task.FromResult(new Reply { Title = intent.Text }));
        await bot.SayAsync("bad");
        await bot.SayAsync("good");
        Assert.Equal(["hosting.failed", "good"], (await bot.PostedAsync(2)).Select(shown => shown.Title));
        Assert.Equal(3, tried);
    }

    [Fact]
    public async Task An_intent_that_killed_three_processes_is_not_tried_a_fourth_time()
    {
        await using var first = RunningBot.Stopped();
        await first.SayAsync("poison");
        for (var i = 0; i < 2; i++) await first.Get<Inbox>().RecoverAsync(Token);
        first.Kill();
        await using var last = await RunningBot.StartAsync(before: first);
        Assert.Equal("hosting.failed", Assert.Single(await last.PostedAsync(1)).Title);
    }

    [Fact]
    public async Task Orderly_stops_are_not_held_against_an_intent()
    {
        await using var first = RunningBot.Stopped();
        await first.SayAsync("patient");
        for (var i = 0; i < 4; i++)
        {
            var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var bot = await RunningBot.StartAsync(
                async (_, stopping) =>
                {
                    asked.TrySetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
                    return new() { Title = "never" };
                },
                first);
            await asked.Task;
            await bot.StopAsync();
        }

        first.Kill();
        await using var last = await RunningBot.StartAsync(before: first);
        Assert.Equal("answer to patient", Assert.Single(await last.PostedAsync(1)).Title);
    }

    [Fact]
    public async Task A_slow_answer_is_announced_once_and_a_quick_one_is_not()
    {
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bot = await RunningBot.StartAsync(async (intent, _) =>
        {
            if (intent.Text == "slow") await slow.Task;
            return new() { Title = intent.Text };
        });
        await bot.SayAsync("quick", "room 1");
        await bot.PostedAsync(1);
        await bot.SayAsync("slow", "room 2");
        Assert.Equal("room 2", (await bot.PumpAsync(bot.Channel.Working.ReadAsync(Token).AsTask())).Conversation);
        bot.Store.Time.Advance(TimeSpan.FromSeconds(30));
        slow.SetResult();
        await bot.PostedAsync(1);
        Assert.False(bot.Channel.Working.TryRead(out _));
    }

    [Fact]
    public async Task What_another_process_received_is_answered_and_in_order()
    {
        await using var bot = await RunningBot.StartAsync();
        await using var other = RunningBot.Stopped(before: bot);
        for (var i = 0; i < 4; i++) await (i % 2 == 0 ? bot : other).SayAsync($"{i}");
        Assert.Equal(Enumerable.Range(0, 4).Select(i => $"answer to {i}"), (await bot.PostedAsync(4)).Select(shown => shown.Title));
    }

    [Fact]
    public async Task A_second_bot_on_the_same_store_stands_by_and_takes_over()
    {
        await using var first = await RunningBot.StartAsync();
        await using var second = await RunningBot.StartAsync(before: first);
        await second.SayAsync("while the first works");
        Assert.Single(await first.PostedAsync(1));
        await first.IdleAsync();
        await first.StopAsync();
        first.Kill();
        await second.SayAsync("when it has ended");
        Assert.Equal("answer to when it has ended", Assert.Single(await second.PostedAsync(1)).Title);
    }

    [Fact]
    public async Task When_the_answer_cannot_be_recorded_it_is_recorded_later_and_not_made_again()
    {
        var asked = new ConcurrentBag<string>();
        await using var bot = await RunningBot.StartAsync((intent, _) =>
        {
            asked.Add(intent.Text);
            return Task.FromResult(new Reply { Title = intent.Text });
        });
        await Sql(bot, "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await bot.SayAsync("pods");
        while (asked.IsEmpty) await Task.Yield();
        bot.Store.Time.Advance(TimeSpan.FromSeconds(5));
        await Sql(bot, "DROP TRIGGER full");
        Assert.Equal("pods", Assert.Single(await bot.PostedAsync(1)).Title);
        Assert.Single(asked);
    }

    private static Task Sql(RunningBot bot, string sql) => bot.Get<BotStore>().WriteAsync(
        context => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(context.Database, sql, Token), Token);
}
