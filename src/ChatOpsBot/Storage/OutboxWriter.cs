using System.Text.Json;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Puts replies and cards on their way within the caller's write transaction; the caller saves what became of cards.</summary>
internal sealed class OutboxWriter(BotDbContext context, DateTimeOffset now)
{
    private readonly HashSet<ConversationAddress> conversations = [];

    /// <summary>Where there is something to send now.</summary>
    public IReadOnlyCollection<ConversationAddress> Conversations => conversations;

    /// <summary>An answer. A plain one is a new message. One with a card key is the card's newest state: it takes the place of the
    /// copy whose button was pressed, is a new message when it was typed, and every other copy follows.</summary>
    public async Task AnswerAsync(Intent intent, Reply reply, CancellationToken cancellationToken)
    {
        if (reply.Card is not { } card)
        {
            await NotifyAsync(intent.Where, reply, intent.Locale, intent.TimeZone, cancellationToken, intent.EventId);
            return;
        }

        var changed = await KeepAsync(card, reply, cancellationToken);
        var (copies, waiting) = await CopiesAsync(card, cancellationToken);
        var pressed = copies.Find(copy => Address(copy) == intent.Where && copy.ActivityId == intent.CardActivity);
        if (pressed is not null) await UpdateAsync(pressed, waiting, OutboxPriority.Answer, cancellationToken);
        else await PostAsync(card, intent.Where, waiting, OutboxPriority.Answer, intent.Locale, intent.TimeZone, cancellationToken, intent.EventId);
        if (!changed) return;
        foreach (var copy in copies.Where(copy => copy != pressed)) await UpdateAsync(copy, waiting, OutboxPriority.Refresh, cancellationToken);
    }

    /// <summary>A plain reply: a new message.</summary>
    public Task NotifyAsync(
        ConversationAddress where, Reply reply, string? locale, string? zone, CancellationToken cancellationToken, string? answers = null) =>
        AddAsync(where, OutboxPriority.Answer, locale, zone, new(JsonSerializer.Serialize(reply, ReplyJson.Default.Reply), null, null, answers), cancellationToken);

    /// <summary>A card's newest state: every copy is updated, and conversations without one get one.</summary>
    public async Task PublishAsync(CardKey card, Reply reply, IEnumerable<ConversationAddress> alsoTo, CancellationToken cancellationToken)
    {
        var changed = await KeepAsync(card, reply, cancellationToken);
        var (copies, waiting) = await CopiesAsync(card, cancellationToken);
        foreach (var where in alsoTo.Except(copies.Select(Address)))
        {
            var (locale, zone) = await LastSeenAsync(where, cancellationToken);
            await PostAsync(card, where, waiting, OutboxPriority.Published, locale, zone, cancellationToken);
        }

        if (!changed) return;
        foreach (var copy in copies) await UpdateAsync(copy, waiting, OutboxPriority.Published, cancellationToken);
    }

    private async Task<bool> KeepAsync(CardKey key, Reply reply, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(reply, ReplyJson.Default.Reply);
        var card = await context.Cards.FirstOrDefaultAsync(row => row.Key == key.Value, cancellationToken);
        if (card?.Reply == json) return false;

        // Two states of one card may be on their way at once, from two processes or after a crash.
        if (card is not null && JsonSerializer.Deserialize(card.Reply, ReplyJson.Default.Reply)!.Revision > reply.Revision) return false;
        card ??= context.Cards.Add(new() { Key = key.Value, Reply = json }).Entity;
        card.Version++;
        card.Reply = json;
        card.ChangedAt = now;
        return true;
    }

    private async Task<(List<CardCopyRow> Copies, List<OutboxRow> Waiting)> CopiesAsync(CardKey card, CancellationToken cancellationToken) => (
        await context.CardCopies.AsNoTracking().Where(row => row.CardKey == card.Value).OrderBy(row => row.Id).ToListAsync(cancellationToken),
        await context.Outbox.Where(row => row.CardKey == card.Value && !row.Undeliverable).ToListAsync(cancellationToken));

    /// <summary>What waits already shows the newest state when its turn comes, and is sent again when it was under way: the
    /// version tells (see <see cref="Outbox.PostedAsync"/>).</summary>
    private async Task UpdateAsync(CardCopyRow copy, List<OutboxRow> waiting, OutboxPriority priority, CancellationToken cancellationToken)
    {
        if (waiting.Find(row => row.CopyId == copy.Id) is { } already) already.Priority = Min(already.Priority, priority);
        else await AddAsync(Address(copy), priority, copy.Locale, copy.TimeZone, new(null, copy.CardKey, copy.Id, null), cancellationToken);
    }

    private async Task PostAsync(
        CardKey card, ConversationAddress where, List<OutboxRow> waiting, OutboxPriority priority, string? locale, string? zone,
        CancellationToken cancellationToken, string? answers = null)
    {
        if (waiting.Find(row => row.CopyId is null && row.Channel == where.Channel && row.Conversation == where.Conversation) is { } already)
            (already.Priority, already.Answers) = (Min(already.Priority, priority), answers ?? already.Answers);
        else await AddAsync(where, priority, locale, zone, new(null, card.Value, null, answers), cancellationToken);
    }

    private async Task<(string? Locale, string? Zone)> LastSeenAsync(ConversationAddress where, CancellationToken cancellationToken) => (
        await context.Addresses.Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation)
            .Select(row => row.Locale).FirstOrDefaultAsync(cancellationToken),
        await context.Inbox.Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation && row.TimeZone != null)
            .OrderByDescending(row => row.Id).Select(row => row.TimeZone).FirstOrDefaultAsync(cancellationToken));

    private async Task AddAsync(
        ConversationAddress where, OutboxPriority priority, string? locale, string? zone, Content content, CancellationToken cancellationToken)
    {
        await context.ExecuteAsync(
            """
            INSERT INTO outbox ("Channel", "Conversation", "Priority", "Reply", "CardKey", "CopyId", "Answers", "Locale", "TimeZone", "CreatedAt", "Due",
              "Attempts", "Undeliverable")
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @9, 0, 0)
            """,
            [where.Channel, where.Conversation, (int)priority, content.Reply, content.CardKey, content.CopyId, content.Answers, locale, zone, now],
            cancellationToken);
        conversations.Add(where);
    }

    private static ConversationAddress Address(CardCopyRow copy) => new(copy.Channel, copy.Conversation);

    private static OutboxPriority Min(OutboxPriority one, OutboxPriority other) => one < other ? one : other;

    private readonly record struct Content(string? Reply, string? CardKey, long? CopyId, string? Answers);
}
