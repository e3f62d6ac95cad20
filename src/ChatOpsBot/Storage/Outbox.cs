using System.Text.Json;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Something whose turn it is to be sent.</summary>
/// <param name="Id">The outbox row.</param>
/// <param name="Where">The conversation.</param>
/// <param name="ReplyJson">The reply; of a card, its newest state.</param>
/// <param name="CardKey">Null for a plain reply.</param>
/// <param name="CardVersion">Which state of the card this is; 0 for a plain reply.</param>
/// <param name="CopyId">The copy to update; null: a new message.</param>
/// <param name="ReplaceActivity">The channel's id of that copy.</param>
/// <param name="Locale">The reader's language.</param>
/// <param name="TimeZone">The reader's zone.</param>
/// <param name="CreatedAt">Since when it waits.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="Answers">The event of the intent that it answers.</param>
internal sealed record Sending(
    long Id, ConversationAddress Where, string ReplyJson, string? CardKey, long CardVersion, long? CopyId, string? ReplaceActivity,
    string? Locale, string? TimeZone, DateTimeOffset CreatedAt, int Attempts, string? Answers);

/// <summary>What is on its way: in order within a conversation, on record until a channel has it.</summary>
internal sealed class Outbox(BotStore store, Signals signals, TimeProvider time) : IOutbox, ICards
{
    /// <inheritdoc/>
    public Task PublishAsync(Reply card, IReadOnlyCollection<ConversationAddress> alsoTo, CancellationToken cancellationToken)
    {
        var key = card.Card ?? throw new ArgumentException("Only a reply with a card key can be published.", nameof(card));
        return store.WriteAsync(
            async context =>
            {
                var writer = new OutboxWriter(context, time.GetUtcNow());
                await writer.PublishAsync(key, card, alsoTo, cancellationToken);
                await context.SaveChangesAsync(cancellationToken);
                return writer.Conversations;
            },
            signals.Send,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(CardKey card, CancellationToken cancellationToken) => store.ReadAsync(
        async context => await context.Cards.Where(row => row.Key == card.Value).Select(row => row.Reply).FirstOrDefaultAsync(cancellationToken) is { } json
            ? JsonSerializer.Deserialize(json, ReplyJson.Default.Reply) : null,
        cancellationToken);

    /// <summary>The highest number of what waits; 0: nothing does.</summary>
    public async Task<long> LastAsync(CancellationToken cancellationToken) => (await store.QueryAsync(
        """SELECT coalesce(max("Id"), 0) FROM outbox""", [], row => row.GetInt64(0), cancellationToken))[0];

    /// <summary>The conversations that have something to send now, the most urgent first.</summary>
    public Task<List<ConversationAddress>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return store.ReadAsync(
            async context => (await context.Outbox
                .Where(row => !row.Undeliverable && (row.Due <= now || row.Attempts == 0))
                .GroupBy(row => new { row.Channel, row.Conversation })
                .Select(group => new { group.Key, Priority = group.Min(row => row.Priority), First = group.Min(row => row.Id) })
                .OrderBy(group => group.Priority).ThenBy(group => group.First)
                .ToListAsync(cancellationToken))
                .ConvertAll(group => new ConversationAddress(group.Key.Channel, group.Key.Conversation)),
            cancellationToken);
    }

    /// <summary>What a conversation's turn it is to be sent; null when nothing waits or the first of what waits is not due yet:
    /// nothing overtakes it but something more urgent.</summary>
    public async Task<Sending?> NextAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = await store.QueryAsync(
            """
            SELECT o."Id", coalesce(o."Reply", c."Reply"), o."CardKey", coalesce(c."Version", 0), p."Id", p."ActivityId", o."Locale", o."TimeZone",
              o."CreatedAt", o."Due", o."Attempts", o."Answers"
            FROM outbox o LEFT JOIN cards c ON c."Key" = o."CardKey" LEFT JOIN card_copies p ON p."Id" = o."CopyId"
            WHERE o."Channel" = @0 AND o."Conversation" = @1 AND o."Undeliverable" = 0
            ORDER BY o."Priority", o."Id" LIMIT 1
            """,
            [where.Channel, where.Conversation],
            row => (Due: row.Moment(9), What: new Sending(
                row.GetInt64(0), where, row.TextOrNull(1) ?? "", row.TextOrNull(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetInt64(4), row.TextOrNull(5),
                row.TextOrNull(6), row.TextOrNull(7), row.Moment(8), row.GetInt32(10), row.TextOrNull(11))),
            cancellationToken);

        // What was not tried yet is due, whatever the clock was set to since it was written.
        return next is [var first] && (first.Due <= now || first.What.Attempts == 0) ? first.What : null;
    }

    /// <summary>It was shown. A copy that shows a card is recorded; when the card has changed meanwhile, the copy is updated next.</summary>
    public Task PostedAsync(Sending sent, string activityId, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            if (sent.CardKey is null)
            {
                await DeleteAsync(context, sent, cancellationToken);
                return;
            }

            var copy = await context.CardCopies.FirstOrDefaultAsync(row => row.Id == sent.CopyId, cancellationToken)
                ?? context.CardCopies.Add(new()
                {
                    CardKey = sent.CardKey,
                    Channel = sent.Where.Channel,
                    Conversation = sent.Where.Conversation,
                    ActivityId = activityId,
                    Locale = sent.Locale,
                    TimeZone = sent.TimeZone,
                }).Entity;
            copy.ActivityId = activityId;
            copy.ShownVersion = sent.CardVersion;
            await context.SaveChangesAsync(cancellationToken);

            var newest = await context.Cards.Where(row => row.Key == sent.CardKey).Select(row => row.Version).FirstOrDefaultAsync(cancellationToken);
            if (newest <= sent.CardVersion) await DeleteAsync(context, sent, cancellationToken);
            else
            {
                await context.Outbox.Where(row => row.Id == sent.Id).ExecuteUpdateAsync(
                    row => row.SetProperty(old => old.CopyId, copy.Id).SetProperty(old => old.Attempts, 0), cancellationToken);
            }
        },
        cancellationToken);

    /// <summary>Nobody is there to show it.</summary>
    public Task DropAsync(Sending sending, CancellationToken cancellationToken) =>
        store.WriteAsync(context => DeleteAsync(context, sending, cancellationToken), cancellationToken);

    /// <summary>It was not shown; it is tried again.</summary>
    public Task LaterAsync(Sending sent, DateTimeOffset due, string why, CancellationToken cancellationToken) => store.WriteAsync(
        context => context.Outbox.Where(row => row.Id == sent.Id).ExecuteUpdateAsync(
            row => row
                .SetProperty(old => old.Due, due)
                .SetProperty(old => old.Attempts, old => old.Attempts + 1)
                .SetProperty(old => old.LastError, why),
            cancellationToken),
        cancellationToken);

    /// <summary>The message to update is gone: it becomes a new one.</summary>
    public Task GoneAsync(Sending sent, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            await context.CardCopies.Where(row => row.Id == sent.CopyId).ExecuteDeleteAsync(cancellationToken);
            await context.Outbox.Where(row => row.Id == sent.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(old => old.CopyId, (long?)null), cancellationToken);
        },
        cancellationToken);

    /// <summary>It is never shown, and the conversation is told in its place that something could not be shown.</summary>
    /// <param name="sent">What.</param>
    /// <param name="why">The reason, for the record.</param>
    /// <param name="instead">What to post in its place; null: nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task NeverAsync(Sending sent, string why, Text? instead, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            await context.Outbox.Where(row => row.Id == sent.Id).ExecuteUpdateAsync(
                row => row.SetProperty(old => old.Undeliverable, true).SetProperty(old => old.LastError, why), cancellationToken);
            if (instead is null) return;
            var writer = new OutboxWriter(context, time.GetUtcNow());
            await writer.NotifyAsync(sent.Where, new() { Outcome = Outcome.Failed, Tone = Tone.Bad, Title = instead }, sent.Locale, sent.TimeZone, cancellationToken);
        },
        cancellationToken);

    /// <summary>Nothing can be shown in that conversation any more: what waits there is given up and its address forgotten.</summary>
    public Task ClosedAsync(ConversationAddress where, string why, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            await context.Outbox.Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation && !row.Undeliverable)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(old => old.Undeliverable, true).SetProperty(old => old.LastError, why), cancellationToken);
            await AddressBook.ForgetAsync(context, where, cancellationToken);
        },
        cancellationToken);

    private static Task<int> DeleteAsync(BotDbContext context, Sending what, CancellationToken cancellationToken) =>
        context.ExecuteAsync("""DELETE FROM outbox WHERE "Id" = @0""", [what.Id], cancellationToken);
}
