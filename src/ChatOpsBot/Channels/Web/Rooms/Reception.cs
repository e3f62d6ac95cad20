using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Web.Visitors;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>Makes rooms ready for whoever comes in, and hands what was said before a crash to the inbox again.</summary>
internal sealed class Reception(RoomAddress rooms, VisitorDesk desk, RoomFeed feed, IRoomLog log, IAddressBook addresses, IInbox inbox, TimeProvider time) : IHostedService
{
    // An event that the inbox has already is a redelivery and changes nothing; it remembers for days.
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in rooms.Names) await PrepareAsync(rooms.Shared(name)!, null, cancellationToken);
        // A persona who has not opened a window yet gets its cards all the same.
        foreach (var persona in desk.Personas) await PrepareAsync(RoomAddress.Personal(persona), persona, cancellationToken);
        foreach (var said in await log.SaidSinceAsync(RoomAddress.Channel, time.GetUtcNow() - Lately, cancellationToken))
            await inbox.ReceiveAsync(said, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A visitor comes into a room.</summary>
    public async Task<Room> EnterAsync(ConversationAddress where, Visitor visitor, CancellationToken cancellationToken)
    {
        var own = RoomAddress.Personal(visitor);
        await PrepareAsync(own, visitor, cancellationToken);
        if (where != own) await PrepareAsync(where, null, cancellationToken);
        var room = feed.Of(where);
        await room.OpenAsync(cancellationToken);
        return room;
    }

    private async Task PrepareAsync(ConversationAddress where, Visitor? personalOf, CancellationToken cancellationToken)
    {
        await addresses.RememberAsync(where, "{}", personalOf?.Account, null, cancellationToken);
        if (await log.BeforeAsync(where, long.MaxValue, 1, cancellationToken) is not []) return;
        await log.ShowAsync(where, Welcome.Card, cancellationToken);
        await feed.ChangedAsync(where, cancellationToken);
    }
}
