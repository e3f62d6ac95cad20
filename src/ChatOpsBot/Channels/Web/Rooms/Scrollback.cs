using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>What one window shows of a room: the newest messages, and as many of the earlier ones as were asked for. What comes pushes
/// nothing out by itself: somebody may be reading it.</summary>
internal sealed class Scrollback
{
    /// <summary>So many more are shown at once.</summary>
    public const int AtOnce = 50;

    /// <summary>So many are shown at most without having been asked for, whoever may be reading.</summary>
    public const int Most = 500;

    private readonly SortedDictionary<long, RoomMessage> _messages = [];
    private int _wanted = AtOnce;
    private int _shown = AtOnce;
    private bool _logHasMore;

    /// <summary>All that were read, newest first.</summary>
    public IEnumerable<RoomMessage> Newest => _messages.Values.Reverse();

    /// <summary>How many were read.</summary>
    public int Count => _messages.Count;

    /// <summary>The shown ones, oldest first.</summary>
    public IEnumerable<RoomMessage> Shown => _messages.Values.Skip(Math.Max(0, _messages.Count - _shown));

    /// <summary>Whether there are earlier ones than those that are shown.</summary>
    public bool HasEarlier => _messages.Count > _shown || _logHasMore;

    /// <summary>Whether so much has come that the earliest may go: see <see cref="Shorten"/>.</summary>
    public bool IsLong => Math.Min(_shown, _messages.Count) >= _wanted + AtOnce;

    /// <summary>Takes what the room has at hand.</summary>
    public void Read(Room room)
    {
        var before = _messages.Count;
        foreach (var message in room.Newest) _messages[message.Id] = message;
        if (before == 0) _logHasMore = room.Newest.Count == Room.Kept;
        else _shown = Math.Min(_shown, before) + _messages.Count - before;
        _shown = Math.Max(Math.Min(_shown, Most), _wanted);
    }

    /// <summary>Lets go of the earliest, for a window whose reader is at the end.</summary>
    public void Shorten() => _shown = _wanted;

    /// <summary>Shows more of the earlier ones.</summary>
    public async Task ReadEarlierAsync(Room room, CancellationToken cancellationToken)
    {
        _shown += AtOnce;
        _wanted = _shown;
        if (_shown <= _messages.Count || !_logHasMore) return;
        var older = await room.BeforeAsync(_messages.Keys.First(), AtOnce, cancellationToken);
        foreach (var message in older) _messages[message.Id] = message;
        _logHasMore = older.Count == AtOnce;
    }

    /// <summary>Forgets everything: another room follows.</summary>
    public void Clear()
    {
        _messages.Clear();
        (_wanted, _shown, _logHasMore) = (AtOnce, AtOnce, false);
    }
}
