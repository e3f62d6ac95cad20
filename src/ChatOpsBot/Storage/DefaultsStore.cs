using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>What `use` chose, by conversation.</summary>
internal sealed class DefaultsStore(BotStore store) : IConversationDefaults
{
    /// <inheritdoc/>
    public async Task<ConversationDefaults> GetAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        var found = await store.QueryAsync(
            """SELECT "Cluster", "Namespace", "Language" FROM defaults WHERE "Channel" = @0 AND "Conversation" = @1""",
            [where.Channel, where.Conversation],
            row => new ConversationDefaults(
                row.IsDBNull(0) ? null : new ClusterName(row.GetString(0)), row.TextOrNull(1), row.IsDBNull(2) ? null : Locale.From(row.GetString(2))),
            cancellationToken);
        return found is [var chosen] ? chosen : new(null, null);
    }

    /// <inheritdoc/>
    public Task SetAsync(ConversationAddress where, ConversationDefaults defaults, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            var row = await context.Defaults.FirstOrDefaultAsync(
                    row => row.Channel == where.Channel && row.Conversation == where.Conversation, cancellationToken)
                ?? context.Defaults.Add(new() { Channel = where.Channel, Conversation = where.Conversation }).Entity;
            row.Cluster = defaults.Cluster?.Value;
            row.Namespace = defaults.Namespace;
            row.Language = defaults.Language?.Tag;
            await context.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);
}
