using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Tests.Storage;

namespace ChatOpsBot.Tests.Hosting;

public sealed class OutboxWorkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_whose_language_is_set_is_answered_in_it_whoever_asks()
    {
        await using var bot = await RunningBot.StartAsync(scopes: new FakeScopes { ["chinese"] = ConversationScope.None with { Language = Locale.Chinese } });
        var languages = new System.Collections.Concurrent.ConcurrentDictionary<string, Locale>();
        bot.Channel.Behave = posting =>
        {
            languages[posting.Where.Conversation] = posting.Reader.Locale;
            return Task.FromResult<PostingResult?>(null);
        };
        await bot.Get<IConversationDefaults>().SetAsync(new("teams", "chosen"), new(null, null, Locale.Chinese), Token);
        await bot.SayAsync("pods", "chinese");
        await bot.SayAsync("pods", "chosen");
        await bot.SayAsync("pods", "any");
        await bot.PostedAsync(3);
        Assert.Equal((Locale.Chinese, Locale.Chinese, Locale.English), (languages["chinese"], languages["chosen"], languages["any"]));
    }

    [Fact]
    public async Task What_is_not_for_a_conversation_is_not_offered_there()
    {
        await using var bot = await RunningBot.StartAsync(
            (_, _) => Task.FromResult(new Reply { Title = "x", Parts = [new Buttons([new("Restart", "restart deploy/x")])] }),
            scopes: new FakeScopes { ["reading"] = ConversationScope.None with { Commands = ["pods"] } });
        var offered = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        bot.Channel.Behave = posting =>
        {
            offered[posting.Where.Conversation] = posting.Reply.Parts.Count;
            return Task.FromResult<PostingResult?>(null);
        };
        await bot.SayAsync("pods", "reading");
        await bot.SayAsync("pods", "any");
        await bot.PostedAsync(2);
        Assert.Equal((0, 1), (offered["reading"], offered["any"]));
    }

    [Fact]
    public async Task A_throttled_message_is_sent_when_the_service_allows_and_nothing_overtakes_it()
    {
        await using var bot = await RunningBot.StartAsync();
        var throttled = true;
        bot.Channel.Behave = _ => Task.FromResult<PostingResult?>(throttled ? new PostingResult.Later(TimeSpan.FromSeconds(20), "429") : null);
        await bot.SayAsync("1");
        await bot.PostedAsync(1);
        throttled = false;
        await bot.SayAsync("2");
        var shown = await bot.PostedAsync(2);
        Assert.Equal(["answer to 1", "answer to 2"], shown.Select(one => one.Title));
        Assert.All(shown, one => Assert.True(one.At >= TestStore.Start.AddSeconds(20), $"{one}"));
    }

    [Fact]
    public async Task A_message_that_is_put_off_for_more_than_a_day_is_given_up_and_counted()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Channel.Behave = posting => Task.FromResult<PostingResult?>(
            FakeChannel.Title(posting.Reply) == "answer to 1" ? new PostingResult.Later(TimeSpan.FromHours(13), "503") : null);
        await bot.SayAsync("1");
        for (var attempt = 1; attempt < 3; attempt++)
        {
            Assert.Equal("answer to 1", Assert.Single(await bot.PostedAsync(1)).Title);
            await bot.PutOffAsync(attempt);
            bot.Store.Time.Advance(TimeSpan.FromHours(17));
        }

        Assert.Equal(["answer to 1", "hosting.undeliverable"], (await bot.PostedAsync(2)).Select(shown => shown.Title));
        await bot.IdleAsync();
        Assert.Equal(1, (await bot.Get<IQueueStatus>().ReadAsync(Token)).Undeliverable);
    }

    [Fact]
    public async Task A_refused_message_is_replaced_by_a_word_about_it_and_that_one_by_nothing()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Channel.Behave = posting => Task.FromResult<PostingResult?>(
            FakeChannel.Title(posting.Reply) == "answer to fine" ? null : new PostingResult.Never("413"));
        await bot.SayAsync("too much");
        await bot.SayAsync("fine");
        var titles = (await bot.PostedAsync(3)).Select(shown => shown.Title).Order();
        Assert.Equal(["answer to fine", "answer to too much", "hosting.undeliverable"], titles);
        await bot.IdleAsync();
        Assert.False(bot.Channel.Posted.TryRead(out _));
    }

    [Fact]
    public async Task Of_a_message_that_the_service_may_have_all_the_same_the_conversation_is_told_just_that_and_once()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Channel.Behave = _ => Task.FromResult<PostingResult?>(new PostingResult.Never("503", MayBeShown: true));
        await bot.SayAsync("hello");
        Assert.Equal(["answer to hello", "hosting.unsure"], (await bot.PostedAsync(2)).Select(shown => shown.Title));
        await bot.IdleAsync();
        Assert.False(bot.Channel.Posted.TryRead(out _));
    }

    [Fact]
    public async Task A_message_whose_posting_is_a_fault_holds_up_its_conversation_for_five_attempts_only()
    {
        await using var bot = await RunningBot.StartAsync();
        var attempts = 0;
        bot.Channel.Behave = posting => FakeChannel.Title(posting.Reply) == "answer to bad" && Interlocked.Increment(ref attempts) > 0
            ? throw new InvalidOperationException("fault")
            : Task.FromResult<PostingResult?>(null);
        await bot.SayAsync("bad");
        await bot.SayAsync("good");
        Assert.Equal(["answer to good", "hosting.undeliverable"], (await bot.PostedAsync(2)).Select(shown => shown.Title).Order());
        Assert.Equal(5, attempts);
    }

    [Fact]
    public async Task A_posting_that_does_not_end_is_tried_again()
    {
        await using var bot = await RunningBot.StartAsync();
        var hanging = true;
        bot.Channel.Hangs = _ => hanging;
        await bot.SayAsync("1");
        await bot.Channel.Hanging.ReadAsync(Token);
        hanging = false;
        Assert.Equal("answer to 1", Assert.Single(await bot.PostedAsync(1)).Title);
    }

    [Fact]
    public async Task When_a_conversation_is_closed_its_address_is_forgotten_and_what_waits_there_given_up()
    {
        await using var bot = await RunningBot.StartAsync();
        var room = new ConversationAddress("teams", "room");
        await bot.Get<IAddressBook>().RememberAsync(room, "{}", null, null, Token);
        bot.Channel.Behave = _ => Task.FromResult<PostingResult?>(new PostingResult.Never("403 BotNotInConversationRoster", Closed: true));
        await bot.SayAsync("1");
        await bot.PostedAsync(1);
        await bot.IdleAsync();
        Assert.Null(await bot.Get<IAddressBook>().FindAsync(room, Token));
        Assert.False(bot.Channel.Posted.TryRead(out _));
    }

    [Fact]
    public async Task What_was_not_sent_before_a_stop_is_sent_after_the_next_start()
    {
        await using var first = await RunningBot.StartAsync();
        first.Channel.Behave = _ => Task.FromResult<PostingResult?>(new PostingResult.Later(TimeSpan.FromSeconds(5), "503"));
        await first.SayAsync("1");
        await first.PostedAsync(1);
        await first.StopAsync();
        first.Kill();
        await using var next = await RunningBot.StartAsync(before: first);
        Assert.Equal("answer to 1", Assert.Single(await next.PostedAsync(1)).Title);
    }

    [Fact]
    public async Task What_a_killed_process_was_sending_is_sent_with_the_warning_that_it_may_be_there()
    {
        await using var killed = await RunningBot.StartAsync();
        killed.Channel.Hangs = _ => true;
        await killed.SayAsync("1");
        await killed.Channel.Hanging.ReadAsync(Token);
        killed.Kill();

        await using var next = await RunningBot.StartAsync(before: killed);
        var left = new System.Collections.Concurrent.ConcurrentQueue<(string, DateTimeOffset?)>();
        next.Channel.Behave = posting =>
        {
            left.Enqueue((FakeChannel.Title(posting.Reply), posting.LeftSince));
            return Task.FromResult<PostingResult?>(null);
        };
        await next.PostedAsync(1);
        await next.SayAsync("2");
        await next.PostedAsync(1);
        Assert.Equal([("answer to 1", TestStore.Start), ("answer to 2", null)], left);
    }

    [Fact]
    public async Task A_message_that_was_sent_while_the_bot_stops_is_not_sent_again()
    {
        // The workers' stopping token is linked to this one, whose callbacks have all run when Cancel returns.
        using var stop = new CancellationTokenSource();
        await using var first = RunningBot.Stopped();
        await first.StartAsync(stop.Token);
        var (reached, goOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        first.Channel.Behave = async _ =>
        {
            reached.TrySetResult();
            await goOn.Task;
            return null;
        };
        await first.SayAsync("1");
        await reached.Task;
        stop.Cancel();
        goOn.SetResult();
        await first.StopAsync();
        first.Kill();
        await using var next = await RunningBot.StartAsync(before: first);
        await next.SayAsync("2");
        Assert.Equal("answer to 2", Assert.Single(await next.PostedAsync(1)).Title);
    }

    [Fact]
    public async Task What_is_for_a_channel_that_this_process_does_not_have_is_let_go()
    {
        await using var bot = await RunningBot.StartAsync();
        await bot.Get<IOutbox>().PublishAsync(new() { Title = "card", Card = new("c") }, [new("cli", "alice"), new("teams", "room")], Token);
        Assert.Equal("room", Assert.Single(await bot.PostedAsync(1)).Conversation);
        await bot.IdleAsync();
        Assert.Equal(0, (await bot.Get<IQueueStatus>().ReadAsync(Token)).Undeliverable);
    }
}
