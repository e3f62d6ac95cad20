namespace ChatOpsBot.Core.Conversations;

/// <summary>How far the bot is behind.</summary>
/// <param name="Unanswered">Intents that were received and have no answer yet.</param>
/// <param name="Unsent">Messages that wait to be sent or updated.</param>
/// <param name="OldestUnsent">Since when the oldest of them waits; null when none does.</param>
/// <param name="Undeliverable">Messages of the last days that no channel took.</param>
public sealed record QueueStatus(int Unanswered, int Unsent, DateTimeOffset? OldestUnsent, int Undeliverable);

/// <summary>Tells how far the bot is behind: for `status` and for health probes.</summary>
public interface IQueueStatus
{
    /// <summary>Counts.</summary>
    Task<QueueStatus> ReadAsync(CancellationToken cancellationToken);
}
