using System.Text.Json;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>The rooms' history. There is one writer at a time, so that changes are numbered in the order of commits and whoever
/// has read up to one has missed none before it.</summary>
internal sealed class RoomLog(BotStore store, TimeProvider time) : IRoomLog
{
    /// <inheritdoc/>
    public Task<RoomMessage> SayAsync(Intent said, CancellationToken cancellationToken) =>
        AddAsync(said.Where, JsonSerializer.Serialize(said, IntentJson.Default.Intent), null, null, null, cancellationToken);

    /// <inheritdoc/>
    public Task<RoomMessage> ShowAsync(ConversationAddress where, Reply reply, CancellationToken cancellationToken) =>
        AddAsync(where, null, JsonSerializer.Serialize(reply, ReplyJson.Default.Reply), null, null, cancellationToken);

    /// <inheritdoc/>
    public Task<RoomMessage> ShowItemAsync(Posting posting, CancellationToken cancellationToken) =>
        AddAsync(posting.Where, null, JsonSerializer.Serialize(posting.Reply, ReplyJson.Default.Reply), posting.Item, posting.Answers, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReplaceAsync(ConversationAddress where, long id, Reply reply, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(reply, ReplyJson.Default.Reply);
        return store.WriteAsync(
            async context =>
            {
                var change = await NextChangeAsync(context, cancellationToken);
                return await Of(context, where).Where(row => row.Id == id && row.Reply != null).ExecuteUpdateAsync(
                    row => row.SetProperty(old => old.Reply, json).SetProperty(old => old.Change, change), cancellationToken) == 1;
            },
            null,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RoomMessage>> ChangedAsync(ConversationAddress where, long afterChange, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<RoomMessage>>(
            async context => (await Of(context, where).Where(row => row.Change > afterChange).OrderBy(row => row.Change).Take(limit)
                .ToListAsync(cancellationToken)).ConvertAll(Message),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RoomMessage>> BeforeAsync(ConversationAddress where, long beforeId, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<RoomMessage>>(
            async context =>
            {
                var rows = await Of(context, where).Where(row => row.Id < beforeId).OrderByDescending(row => row.Id).Take(limit).ToListAsync(cancellationToken);
                rows.Reverse();
                return rows.ConvertAll(Message);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<RoomMessage?> FindAsync(ConversationAddress where, long id, CancellationToken cancellationToken) => store.ReadAsync(
        async context => await Of(context, where).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? Message(row) : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Intent>> SaidSinceAsync(string channel, DateTimeOffset since, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<Intent>>(
            async context => (await context.Messages
                .Where(row => row.Channel == channel && row.Said != null && row.At >= since)
                .OrderBy(row => row.Id).Select(row => row.Said!).ToListAsync(cancellationToken)).ConvertAll(Said),
            cancellationToken);

    private Task<RoomMessage> AddAsync(
        ConversationAddress where, string? said, string? reply, long? item, string? answers, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            var row = item is null ? null : await context.Messages.FirstOrDefaultAsync(old => old.OutboxItem == item, cancellationToken);
            if (row is not null && row.Reply == reply) return Message(row);
            row ??= context.Messages.Add(new()
            {
                Channel = where.Channel,
                Conversation = where.Conversation,
                At = time.GetUtcNow(),
                Said = said,
                OutboxItem = item,
                Answers = answers,
            }).Entity;
            row.Reply = reply;
            row.Change = await NextChangeAsync(context, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            return Message(row);
        },
        null,
        cancellationToken);

    private static async Task<long> NextChangeAsync(BotDbContext context, CancellationToken cancellationToken) =>
        (await context.Messages.MaxAsync(row => (long?)row.Change, cancellationToken) ?? 0) + 1;

    private static IQueryable<MessageRow> Of(BotDbContext context, ConversationAddress where) =>
        context.Messages.AsNoTracking().Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation);

    private static RoomMessage Message(MessageRow row) => new(
        row.Id, row.Change, new(row.Channel, row.Conversation), row.At,
        row.Said is null ? null : Said(row.Said),
        row.Reply is null ? null : JsonSerializer.Deserialize(row.Reply, ReplyJson.Default.Reply),
        row.Answers);

    private static Intent Said(string json) => JsonSerializer.Deserialize(json, IntentJson.Default.Intent)!;
}
