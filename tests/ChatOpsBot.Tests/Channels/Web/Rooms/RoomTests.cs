using System.Collections.Concurrent;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Web;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Tests.Storage;

namespace ChatOpsBot.Tests.Channels.Web.Rooms;

public sealed class RoomTests
{
    private static readonly ConversationAddress Where = new("web", "room/a");

    private long _item;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_windows_miss_nothing_and_see_nothing_out_of_order_while_many_write()
    {
        const int Windows = 50;
        const int Writers = 5;
        const int Each = 30;
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        using var feed = new RoomFeed(log);
        var room = feed.Of(Where);
        await room.OpenAsync(Token);
        var windows = Enumerable.Range(0, Windows).Select(_ => new ConcurrentQueue<long>()).ToList();
        foreach (var window in windows)
        {
            // As a window does: what is newer than what it has.
            room.Changed += () =>
            {
                lock (window)
                {
                    foreach (var message in room.Newest.Where(message => window.IsEmpty || message.Id > window.Last())) window.Enqueue(message.Id);
                }
            };
        }

        var channel = new WebChannel(log, feed);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < Each; i++)
                    Assert.IsType<PostingResult.Posted>(await channel.PostAsync(new(Where, new() { Title = $"{writer}/{i}" }, new(Core.Texts.Locale.English, TimeZoneInfo.Utc, default), null, (writer * Each) + i), Token));
            },
            Token)));

        var all = (await log.BeforeAsync(Where, long.MaxValue, 1000, Token)).Select(message => message.Id).ToList();
        Assert.Equal(Writers * Each, all.Count);
        foreach (var window in windows) Assert.Equal(all, window);
    }

    [Fact]
    public async Task Only_the_newest_are_kept_and_older_ones_are_read_again()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        using var room = new Room(Where, log);
        await room.OpenAsync(Token);
        for (var i = 0; i < Room.Kept + 5; i++) await log.ShowAsync(Where, new() { Title = "x" }, Token);
        await room.ReadAsync(Token);
        Assert.Equal((Room.Kept, 6L), (room.Newest.Count, room.Newest[0].Id));
        Assert.Equal([4, 5], (await room.BeforeAsync(6, 2, Token)).Select(message => message.Id));
    }

    [Fact]
    public async Task A_replaced_message_keeps_its_place_and_an_answer_ends_the_sign_of_work()
    {
        await using var test = new TestStore();
        var log = test.Get<IRoomLog>();
        using var feed = new RoomFeed(log);
        var room = feed.Of(Where);
        await room.OpenAsync(Token);
        var channel = new WebChannel(log, feed);
        await channel.ShowWorkingAsync(Where, Token);
        Assert.True(room.IsWorking);
        var posted = Assert.IsType<PostingResult.Posted>(await channel.PostAsync(Posting("pending", null), Token));
        Assert.False(room.IsWorking);
        await channel.PostAsync(Posting("next", null), Token);
        await channel.PostAsync(Posting("done", posted.ActivityId), Token);
        Assert.Equal(["done", "next"], room.Newest.Select(message => ((Core.Texts.Text.Literal)message.Reply!.Title).Value));
        Assert.IsType<PostingResult.Gone>(await channel.PostAsync(Posting("x", "99"), Token));
        Assert.IsType<PostingResult.Gone>(await channel.PostAsync(Posting("x", "not a number"), Token));
    }

    private Posting Posting(string title, string? replaces) => new(Where, new() { Title = title }, new(Core.Texts.Locale.English, TimeZoneInfo.Utc, default), replaces, ++_item);
}
