using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Tests.Storage;

public sealed class RoomLogTests
{
    private static readonly ConversationAddress Room = new("web", "room/a");
    private static readonly ConversationAddress Other = new("web", "room/b");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_come_back_in_order_after_a_restart()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        var said = await log.SayAsync(Said("why web"), Token);
        await log.ShowAsync(Other, Reply("elsewhere"), Token);
        var shown = await log.ShowAsync(Room, Reply("because"), Token);

        await using var again = test.Again();
        Assert.Equivalent(new[] { said, shown }, await again.Get<IRoomLog>().BeforeAsync(Room, long.MaxValue, 10, Token), strict: true);
        Assert.Equivalent(shown, await again.Get<IRoomLog>().FindAsync(Room, shown.Id, Token), strict: true);
        Assert.Null(await again.Get<IRoomLog>().FindAsync(Other, shown.Id, Token));
    }

    [Fact]
    public async Task A_page_backwards_ends_before_the_message_that_is_known()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        for (var i = 1; i <= 5; i++) await log.ShowAsync(Room, Reply($"{i}"), Token);
        Assert.Equal(["2", "3"], (await log.BeforeAsync(Room, 4, 2, Token)).Select(Title));
    }

    [Fact]
    public async Task What_was_replaced_is_a_change_that_keeps_its_place()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        var first = await log.ShowAsync(Room, Reply("pending"), Token);
        var second = await log.ShowAsync(Room, Reply("next"), Token);
        Assert.True(await log.ReplaceAsync(Room, first.Id, Reply("done"), Token));

        var changed = Assert.Single(await log.ChangedAsync(Room, second.Change, 10, Token));
        Assert.Equal((first.Id, "done"), (changed.Id, Title(changed)));
        Assert.Equal(["done", "next"], (await log.BeforeAsync(Room, long.MaxValue, 10, Token)).Select(Title));
    }

    [Fact]
    public async Task What_a_person_said_and_what_is_not_there_is_not_replaced()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        var said = await log.SayAsync(Said("pods"), Token);
        Assert.False(await log.ReplaceAsync(Room, said.Id, Reply("x"), Token));
        Assert.False(await log.ReplaceAsync(Other, said.Id, Reply("x"), Token));
        Assert.False(await log.ReplaceAsync(Room, 99, Reply("x"), Token));
    }

    [Fact]
    public async Task What_people_said_lately_is_found_in_all_rooms_of_the_channel()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        await log.SayAsync(Said("old"), Token);
        test.Time.Advance(TimeSpan.FromHours(2));
        await log.SayAsync(Said("here"), Token);
        await log.SayAsync(Said("there") with { Where = Other }, Token);
        await log.ShowAsync(Room, Reply("answer"), Token);
        Assert.Equal(["here", "there"], (await log.SaidSinceAsync("web", test.Time.GetUtcNow() - TimeSpan.FromHours(1), Token)).Select(said => said.Text));
    }

    [Fact]
    public async Task An_item_of_the_outbox_is_one_message_however_often_and_from_how_many_processes_it_comes()
    {
        await using var test = new TestStore();
        await using var other = test.Again();
        IRoomLog[] logs = [test.Get<IRoomLog>(), other.Get<IRoomLog>()];
        var shown = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => logs[i % 2].ShowItemAsync(Item(7, "once"), Token), Token)));
        var message = Assert.Single(await logs[0].BeforeAsync(Room, long.MaxValue, 10, Token));
        Assert.All(shown, one => Assert.Equal((message.Id, message.Change), (one.Id, one.Change)));
        await logs[0].ShowItemAsync(Item(8, "twice"), Token);
        Assert.Equal(["once", "twice"], (await logs[0].BeforeAsync(Room, long.MaxValue, 10, Token)).Select(Title));
    }

    [Fact]
    public async Task An_item_that_comes_again_with_a_newer_state_is_a_change_of_its_message()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        var first = await log.ShowItemAsync(Item(7, "pending"), Token);
        var again = await log.ShowItemAsync(Item(7, "approved"), Token);
        Assert.Equal(first.Id, again.Id);
        Assert.Equal("approved", Title(Assert.Single(await log.ChangedAsync(Room, first.Change, 10, Token))));
    }

    internal static Intent Said(string text) => new(Guid.NewGuid().ToString(), new("web:alice"), "Alice", Room, text, "en", "UTC", TestStore.Start);

    private static Posting Item(long item, string title) => new(Room, Reply(title), new(Core.Texts.Locale.English, TimeZoneInfo.Utc, TestStore.Start), null, item);

    private static Reply Reply(string title) => new() { Title = title };

    private static string Title(RoomMessage message) => ((Core.Texts.Text.Literal)message.Reply!.Title).Value;
}
