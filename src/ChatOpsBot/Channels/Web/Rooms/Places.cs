using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Web.Visitors;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>A room that a window offers.</summary>
/// <param name="Where">Its address.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Link">Where it is opened.</param>
/// <param name="Room">The room itself.</param>
internal sealed record Place(ConversationAddress Where, string Title, string Link, Room Room);

/// <summary>The rooms that a window offers, watched until it leaves them, and up to where each was seen.</summary>
/// <param name="changed">Something came or changed in one of them; called on any thread.</param>
internal sealed class Places(Action changed)
{
    private readonly Dictionary<ConversationAddress, long> _seen = [];

    /// <summary>In the order in which they are offered.</summary>
    public IReadOnlyList<Place> All { get; private set; } = [];

    /// <summary>Offers rooms in place of those before.</summary>
    public async Task EnterAsync(
        Reception reception, Visitor visitor, IEnumerable<(ConversationAddress Where, string Title, string Link)> offered, CancellationToken cancellationToken)
    {
        List<Place> all = [];
        foreach (var (where, title, link) in offered)
        {
            var room = await reception.EnterAsync(where, visitor, cancellationToken);
            room.Changed += changed;
            _seen.TryAdd(where, room.Newest.LastOrDefault()?.Id ?? 0);
            all.Add(new Place(where, title, link, room));
        }
        All = all;
    }

    /// <summary>The room of an address, if it is offered.</summary>
    public Room? Find(ConversationAddress? where) => All.FirstOrDefault(place => place.Where == where)?.Room;

    /// <summary>Everything that is in a room now was seen.</summary>
    public void See(Room room)
    {
        if (room.Newest is [.., var last]) _seen[room.Where] = last.Id;
    }

    /// <summary>How many messages of a room were not seen yet.</summary>
    public int Unread(Place place) => place.Room.Newest.Count(message => message.Id > _seen.GetValueOrDefault(place.Where));

    /// <summary>Watches none of them any more.</summary>
    public void Leave()
    {
        foreach (var place in All) place.Room.Changed -= changed;
        All = [];
    }
}
