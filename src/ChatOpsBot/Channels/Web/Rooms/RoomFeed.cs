using System.Collections.Concurrent;
using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>The rooms that windows look at.</summary>
internal sealed class RoomFeed(IRoomLog log) : IDisposable
{
    private readonly ConcurrentDictionary<ConversationAddress, Room> rooms = new();

    /// <summary>The room of an address.</summary>
    public Room Of(ConversationAddress where) => rooms.GetOrAdd(where, address => new Room(address, log));

    /// <summary>The log has something new of a room: whoever looks at it is told.</summary>
    public Task ChangedAsync(ConversationAddress where, CancellationToken cancellationToken) =>
        rooms.TryGetValue(where, out var room) ? room.ReadAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var room in rooms.Values) room.Dispose();
    }
}
