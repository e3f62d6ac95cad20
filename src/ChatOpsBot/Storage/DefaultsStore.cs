using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>What `use` chose, by conversation.</summary>
internal sealed class DefaultsStore(BotStore store) : IConversationDefaults
{
    /// <inheritdoc/>
    public Task<ConversationDefaults> GetAsync(ConversationAddress where, CancellationToken cancellationToken) => store.ReadAsync(
        async context => await FindAsync(context, where, cancellationToken) is { } row
            ? new ConversationDefaults(row.Cluster is null ? null : new ClusterName(row.Cluster), row.Namespace)
            : new ConversationDefaults(null, null),
        cancellationToken);

    /// <inheritdoc/>
    public Task SetAsync(ConversationAddress where, ConversationDefaults defaults, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            var row = await FindAsync(context, where, cancellationToken)
                ?? context.Defaults.Add(new() { Channel = where.Channel, Conversation = where.Conversation }).Entity;
            row.Cluster = defaults.Cluster?.Value;
            row.Namespace = defaults.Namespace;
            await context.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    private static Task<DefaultsRow?> FindAsync(BotDbContext context, ConversationAddress where, CancellationToken cancellationToken) =>
        context.Defaults.FirstOrDefaultAsync(row => row.Channel == where.Channel && row.Conversation == where.Conversation, cancellationToken);
}
