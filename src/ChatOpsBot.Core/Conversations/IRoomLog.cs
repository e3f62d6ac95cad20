using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Conversations;

/// <summary>A message of a room that the bot keeps itself, for channels whose service keeps none.</summary>
/// <param name="Id">Its number, rising in the order of the room.</param>
/// <param name="Change">When it last changed: rises with every message added or replaced, over all rooms.</param>
/// <param name="Where">The room.</param>
/// <param name="At">When it was added.</param>
/// <param name="Said">What a person said; null for the bot's own.</param>
/// <param name="Reply">What the bot shows; null for a person's.</param>
/// <param name="Answers">The event of the intent that the bot answers with it; null for what nobody asked there.</param>
public sealed record RoomMessage(long Id, long Change, ConversationAddress Where, DateTimeOffset At, Intent? Said, Reply? Reply, string? Answers = null);

/// <summary>The history of rooms: on the disk before it is shown.</summary>
public interface IRoomLog
{
    /// <summary>Adds what a person said.</summary>
    Task<RoomMessage> SayAsync(Intent said, CancellationToken cancellationToken);

    /// <summary>Adds what the bot shows.</summary>
    Task<RoomMessage> ShowAsync(ConversationAddress where, Reply reply, CancellationToken cancellationToken);

    /// <summary>Adds what the outbox sends, once: when the same item comes again (the process died before the outbox had recorded it), it is
    /// the same message, which then shows the newer reply.</summary>
    Task<RoomMessage> ShowItemAsync(Posting posting, CancellationToken cancellationToken);

    /// <summary>Replaces what the bot shows in place.</summary>
    /// <returns>False when there is no such message.</returns>
    Task<bool> ReplaceAsync(ConversationAddress where, long id, Reply reply, CancellationToken cancellationToken);

    /// <summary>What was added or replaced after a change, in the order of changes.</summary>
    Task<IReadOnlyList<RoomMessage>> ChangedAsync(ConversationAddress where, long afterChange, int limit, CancellationToken cancellationToken);

    /// <summary>The newest messages before an id, oldest first; <see cref="long.MaxValue"/> for the newest of all.</summary>
    Task<IReadOnlyList<RoomMessage>> BeforeAsync(ConversationAddress where, long beforeId, int limit, CancellationToken cancellationToken);

    /// <summary>One message; null when that room has no such.</summary>
    Task<RoomMessage?> FindAsync(ConversationAddress where, long id, CancellationToken cancellationToken);

    /// <summary>What people said since a moment, in all rooms of a channel, oldest first.</summary>
    Task<IReadOnlyList<Intent>> SaidSinceAsync(string channel, DateTimeOffset since, CancellationToken cancellationToken);
}
