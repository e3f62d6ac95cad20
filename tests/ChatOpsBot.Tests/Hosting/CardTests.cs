using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Tests.Storage;

namespace ChatOpsBot.Tests.Hosting;

public sealed class CardTests
{
    private static readonly ConversationAddress Alice = new("teams", "alice"), Bob = new("teams", "bob"), Room = new("teams", "room");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_card_goes_to_each_address_once_and_its_next_state_updates_those_copies()
    {
        await using var bot = await RunningBot.StartAsync();
        await PublishAsync(bot, "pending", Alice, Bob);
        await bot.PostedAsync(2);
        await bot.IdleAsync();
        await PublishAsync(bot, "approved", Alice, Room);
        await bot.PostedAsync(3);
        await bot.IdleAsync();
        Assert.Equal(["alice approved", "bob approved", "room approved"], Copies(bot));
    }

    [Fact]
    public async Task A_card_is_found_in_its_newest_state_and_one_that_nobody_published_is_not()
    {
        await using var bot = await RunningBot.StartAsync();
        await PublishAsync(bot, "pending", Alice);
        await PublishAsync(bot, "approved");
        Assert.Equal(new Text.Literal("approved"), (await bot.Get<ICards>().FindAsync(new("request:1"), Token))?.Title);
        Assert.Null(await bot.Get<ICards>().FindAsync(new("request:2"), Token));
    }

    [Fact]
    public async Task Publishing_the_same_state_again_sends_nothing()
    {
        await using var bot = await RunningBot.StartAsync();
        await PublishAsync(bot, "pending", Alice);
        await bot.PostedAsync(1);
        await bot.IdleAsync();
        await PublishAsync(bot, "pending", Alice);
        Assert.Equal(0, (await bot.Get<IQueueStatus>().ReadAsync(Token)).Unsent);
    }

    [Fact]
    public async Task An_older_state_that_comes_late_does_not_take_the_place_of_a_newer_one()
    {
        await using var bot = await RunningBot.StartAsync();
        Task TellAsync(string state, long revision) =>
            bot.Get<IOutbox>().PublishAsync(new() { Title = state, Card = new("request:1"), Revision = revision }, [Alice], Token);
        await TellAsync("pending", 1);
        await bot.PostedAsync(1);
        await bot.IdleAsync();
        await TellAsync("done", 3);
        await TellAsync("approved", 2);
        await bot.IdleAsync();
        Assert.Equal(["alice done"], Copies(bot));
    }

    [Fact]
    public async Task A_card_that_changes_while_it_is_being_posted_is_updated_right_after()
    {
        await using var bot = await RunningBot.StartAsync();
        var (reached, goOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        bot.Channel.Behave = async _ =>
        {
            reached.TrySetResult();
            await goOn.Task;
            return null;
        };
        await PublishAsync(bot, "pending", Alice);
        await reached.Task;
        await PublishAsync(bot, "approved");
        goOn.SetResult();
        var shown = await bot.PostedAsync(2);
        Assert.Equal([("pending", null), ("approved", "m1")], shown.Select(one => (one.Title, one.Replaces)));
    }

    [Fact]
    public async Task Every_copy_ends_at_the_newest_state_however_many_change_it_at_once()
    {
        await using var bot = await RunningBot.StartAsync();
        await using var ask = RunningBot.Stopped(before: bot);
        await PublishAsync(bot, "0", Alice);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(
            async () =>
            {
                for (var i = 0; i < 5; i++) await PublishAsync(number % 2 == 0 ? bot : ask, $"{number}.{i}", Alice, Bob, Room);
            },
            Token)));
        await PublishAsync(ask, "last");
        await bot.IdleAsync();
        Assert.Equal(["alice last", "bob last", "room last"], Copies(bot));
    }

    [Fact]
    public async Task A_pressed_card_is_updated_in_place_and_its_other_copies_follow()
    {
        await using var bot = await RunningBot.StartAsync(Card);
        await PublishAsync(bot, "pending", Alice, Room);
        await bot.PostedAsync(2);
        await bot.IdleAsync();
        var pressed = bot.Channel.Messages.Keys.Single(message => message.Conversation == "room").Activity;

        await bot.SayAsync("approved", "room", pressed: pressed);
        Assert.Equal(pressed, (await bot.PostedAsync(2)).Single(one => one.Conversation == "room").Replaces);
        await bot.IdleAsync();
        Assert.Equal(["alice approved", "room approved"], Copies(bot));
    }

    [Fact]
    public async Task A_card_that_was_asked_for_by_typing_is_a_new_message_and_the_old_one_follows()
    {
        await using var bot = await RunningBot.StartAsync(Card);
        await bot.SayAsync("step 1");
        await bot.PostedAsync(1);
        await bot.IdleAsync();
        await bot.SayAsync("step 2");
        Assert.Equal([null, "m1"], (await bot.PostedAsync(2)).Select(one => one.Replaces));
        await bot.IdleAsync();
        Assert.Equal(["room step 2", "room step 2"], Copies(bot));
    }

    [Fact]
    public async Task Pressing_a_plain_reply_is_answered_by_a_new_message()
    {
        await using var bot = await RunningBot.StartAsync();
        await bot.SayAsync("pods");
        await bot.PostedAsync(1);
        await bot.SayAsync("pod x", pressed: "m1");
        Assert.Null(Assert.Single(await bot.PostedAsync(1)).Replaces);
    }

    [Fact]
    public async Task A_copy_that_somebody_deleted_is_posted_anew_and_lives_on()
    {
        await using var bot = await RunningBot.StartAsync();
        await PublishAsync(bot, "pending", Alice);
        await bot.PostedAsync(1);
        bot.Channel.Behave = posting => Task.FromResult<PostingResult?>(posting.ReplaceActivity == "m1" ? new PostingResult.Gone("404") : null);
        await PublishAsync(bot, "approved");
        await PublishAsync(bot, "done");
        await bot.IdleAsync();
        bot.Channel.Messages.TryRemove(("alice", "m1"), out _);
        Assert.Equal(["alice done"], Copies(bot));
    }

    [Fact]
    public async Task Cards_for_people_who_are_to_decide_go_ahead_of_everything_else()
    {
        await using var bot = await RunningBot.StartAsync();
        var throttled = true;
        bot.Channel.Behave = _ => Task.FromResult<PostingResult?>(throttled ? new PostingResult.Later(TimeSpan.FromSeconds(5), "429") : null);
        await bot.SayAsync("1", "alice");
        await bot.PostedAsync(1);
        throttled = false;
        await PublishAsync(bot, "decide", Alice);
        Assert.Equal(["decide", "answer to 1"], (await bot.PostedAsync(2)).Select(one => one.Title));
    }

    [Fact]
    public async Task A_published_card_is_in_the_language_and_zone_last_seen_there()
    {
        await using var bot = await RunningBot.StartAsync();
        await bot.Get<IAddressBook>().RememberAsync(Alice, "{}", null, "zh-CN", Token);
        await bot.SayAsync("hello", "alice");
        await bot.PostedAsync(1);
        Posting? seen = null;
        bot.Channel.Behave = posting =>
        {
            seen = posting;
            return Task.FromResult<PostingResult?>(null);
        };
        await PublishAsync(bot, "pending", Alice);
        await bot.PostedAsync(1);
        Assert.Equal(("zh-Hans", "Europe/Berlin"), (seen!.Reader.Locale.Tag, seen.Reader.Zone.Id));
    }

    [Fact]
    public async Task What_ask_publishes_in_another_process_is_sent()
    {
        await using var bot = await RunningBot.StartAsync();
        await using var ask = RunningBot.Stopped(before: bot);
        await PublishAsync(ask, "pending", Alice);
        Assert.Equal("alice", Assert.Single(await bot.PostedAsync(1)).Conversation);
    }

    private static Task<Reply> Card(Intent intent, CancellationToken cancellationToken) =>
        Task.FromResult(new Reply { Title = intent.Text, Card = new("request:1") });

    private static Task PublishAsync(RunningBot bot, string state, params ConversationAddress[] alsoTo) =>
        bot.Get<IOutbox>().PublishAsync(new() { Title = state, Card = new("request:1") }, alsoTo, Token);

    private static IEnumerable<string> Copies(RunningBot bot) =>
        bot.Channel.Messages.Select(message => $"{message.Key.Conversation} {message.Value}").Order(StringComparer.Ordinal);
}
