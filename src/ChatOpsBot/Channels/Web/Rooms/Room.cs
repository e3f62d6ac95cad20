using System.Collections.Immutable;
using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>A room as it stands now, one copy for all windows. What it shows is what the log has: it reads whatever was changed
/// since it last read, so that nothing is lost or out of order, however many write at once.</summary>
internal sealed class Room(ConversationAddress where, IRoomLog log) : IDisposable
{
    /// <summary>How many messages are kept at hand; older ones are read from the log.</summary>
    public const int Kept = 200;

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile ImmutableList<RoomMessage>? newest;
    private long change;

    /// <summary>Something changed; called on any thread, must be quick.</summary>
    public event Action? Changed;

    /// <summary>The room's address.</summary>
    public ConversationAddress Where => where;

    /// <summary>The newest messages, oldest first.</summary>
    public ImmutableList<RoomMessage> Newest => newest ?? [];

    /// <summary>The number of the newest change: another one says that something was added or replaced.</summary>
    public long Change => Interlocked.Read(ref change);

    /// <summary>Whether the bot is working on an answer that takes a while.</summary>
    public bool IsWorking { get; private set; }

    /// <summary>Reads the newest messages once.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (newest is null) await ReadAsync(cancellationToken);
    }

    /// <summary>Reads what was changed, and tells the windows.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (newest is not { } messages)
            {
                messages = [.. await log.BeforeAsync(where, long.MaxValue, Kept, cancellationToken)];
                change = messages.Select(message => message.Change).DefaultIfEmpty(0).Max();
            }
            IReadOnlyList<RoomMessage> page;
            do
            {
                page = await log.ChangedAsync(where, change, Kept, cancellationToken);
                foreach (var message in page) messages = Put(messages, message);
                if (page.Count > 0) change = page[^1].Change;
                if (page.Any(message => message.Reply is not null)) IsWorking = false;
            }
            while (page.Count == Kept);
            newest = messages;
        }
        finally
        {
            gate.Release();
        }
        Changed?.Invoke();
    }

    /// <summary>Older messages, oldest first.</summary>
    public Task<IReadOnlyList<RoomMessage>> BeforeAsync(long id, int limit, CancellationToken cancellationToken) => log.BeforeAsync(where, id, limit, cancellationToken);

    /// <summary>The bot is working on it; the next message of the bot's ends that.</summary>
    public void ShowWorking()
    {
        IsWorking = true;
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private static ImmutableList<RoomMessage> Put(ImmutableList<RoomMessage> messages, RoomMessage message)
    {
        if (messages.Count == 0 || message.Id > messages[^1].Id)
        {
            var added = messages.Add(message);
            return added.Count > Kept ? added.RemoveRange(0, added.Count - Kept) : added;
        }
        var at = messages.FindLastIndex(old => old.Id == message.Id);
        // What is too old to be at hand is read again when somebody scrolls there.
        return at < 0 ? messages : messages.SetItem(at, message);
    }
}
