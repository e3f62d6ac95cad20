using ChatOpsBot.Core.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Counts what waits.</summary>
internal sealed class QueueDepth(BotStore store) : IQueueStatus
{
    /// <inheritdoc/>
    public Task<QueueStatus> ReadAsync(CancellationToken cancellationToken) => store.ReadAsync(
        async context => new QueueStatus(
            await context.Inbox.CountAsync(row => !row.Answered, cancellationToken),
            await context.Outbox.CountAsync(row => !row.Undeliverable, cancellationToken),
            await context.Outbox.Where(row => !row.Undeliverable).MinAsync(row => (DateTimeOffset?)row.CreatedAt, cancellationToken),
            await context.Outbox.CountAsync(row => row.Undeliverable, cancellationToken)),
        cancellationToken);
}
