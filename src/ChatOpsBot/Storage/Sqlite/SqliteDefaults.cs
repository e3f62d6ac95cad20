using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Storage.Sqlite;

/// <summary>What `use` chose, by conversation. Every command reads it, and for most of `ask` it is all that is read: it is read
/// without EF, whose first query in a process costs half a second of compiling.</summary>
internal sealed class SqliteDefaults(BotStore store, IOptions<StorageOptions> options) : IConversationDefaults
{
    /// <inheritdoc/>
    public async Task<ConversationDefaults> GetAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken);
        await using var connection = new SqliteConnection(options.Value.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        SqlitePragmas.Set(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Cluster, Namespace FROM defaults WHERE Channel = $channel AND Conversation = $conversation";
        command.Parameters.AddWithValue("$channel", where.Channel);
        command.Parameters.AddWithValue("$conversation", where.Conversation);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(await row.IsDBNullAsync(0, cancellationToken) ? null : new ClusterName(row.GetString(0)), await row.IsDBNullAsync(1, cancellationToken) ? null : row.GetString(1))
            : new(null, null);
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
            await context.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);
}
