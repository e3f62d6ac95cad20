using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Tests.Storage;

namespace ChatOpsBot.Tests.Channels.Web.Rooms;

public sealed class ScrollbackTests : IAsyncLifetime
{
    private static readonly ConversationAddress Where = new("web", "room/a");
    private readonly TestStore _store = new();
    private readonly Scrollback _window = new();
    private Room _room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _room = new Room(Where, _store.Get<IRoomLog>());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _room.Dispose();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_short_room_is_shown_whole()
    {
        await ComeAsync(50);
        Assert.Equal(50, _window.Shown.Count());
        Assert.False(_window.HasEarlier);
    }

    [Fact]
    public async Task A_room_longer_than_what_is_at_hand_is_scrolled_to_its_beginning()
    {
        await ComeAsync(Room.Kept + 101);
        for (var shown = 50; shown < Room.Kept + 101; shown += 50)
        {
            Assert.Equal(shown, _window.Shown.Count());
            Assert.True(_window.HasEarlier);
            await _window.ReadEarlierAsync(_room, Token);
        }
        Assert.Equal(Enumerable.Range(1, Room.Kept + 101), _window.Shown.Select(message => (int)message.Id));
        Assert.False(_window.HasEarlier);
    }

    [Fact]
    public async Task A_window_that_showed_everything_offers_what_later_messages_push_out()
    {
        await ComeAsync(60);
        await _window.ReadEarlierAsync(_room, Token);
        Assert.False(_window.HasEarlier);

        await ComeAsync(100);
        Assert.Equal(160, _window.Shown.Count());
        _window.Shorten();

        Assert.Equal(100, _window.Shown.Count());
        Assert.True(_window.HasEarlier);
        await _window.ReadEarlierAsync(_room, Token);
        await _window.ReadEarlierAsync(_room, Token);
        Assert.Equal(160, _window.Shown.Count());
        Assert.False(_window.HasEarlier);
    }

    [Fact]
    public async Task What_comes_pushes_nothing_out_until_the_window_is_shortened()
    {
        await ComeAsync(60);
        Assert.Equal(11, _window.Shown.First().Id);
        await ComeAsync(49);
        Assert.Equal(11, _window.Shown.First().Id);
        Assert.False(_window.IsLong);
        await ComeAsync(1);
        Assert.True(_window.IsLong);
        _window.Shorten();
        Assert.Equal(Enumerable.Range(61, 50), _window.Shown.Select(message => (int)message.Id));
        Assert.False(_window.IsLong);
        await ComeAsync(3);
        Assert.Equal(61, _window.Shown.First().Id);
    }

    [Fact]
    public async Task A_window_that_nobody_reads_at_its_end_does_not_grow_for_ever()
    {
        await ComeAsync(60);
        for (var n = 0; n < 6; n++) await ComeAsync(100);
        Assert.Equal(Enumerable.Range(161, 500), _window.Shown.Select(message => (int)message.Id));
        Assert.True(_window.HasEarlier);
    }

    // Read as it comes, or in one go by a window that is opened later: both see the same.
    private async Task ComeAsync(int count)
    {
        for (var n = 0; n < count; n++) await _store.Get<IRoomLog>().ShowAsync(Where, new Reply { Title = "x" }, Token);
        await _room.ReadAsync(Token);
        _window.Read(_room);
    }
}
