using System.Text.Json;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Puts replies and cards on their way within the caller's write transaction; the caller saves.</summary>
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
            Notify(intent.Where, reply, intent.Locale, intent.TimeZone, intent.EventId);
            return;
        }

        var changed = await KeepAsync(card, reply, cancellationToken);
        var (copies, waiting) = await CopiesAsync(card, cancellationToken);
        var pressed = copies.Find(copy => Address(copy) == intent.Where && copy.ActivityId == intent.CardActivity);
        if (pressed is not null) Update(pressed, waiting, OutboxPriority.Answer);
        else Post(card, intent.Where, waiting, OutboxPriority.Answer, intent.Locale, intent.TimeZone, intent.EventId);
        if (!changed) return;
        foreach (var copy in copies.Where(copy => copy != pressed)) Update(copy, waiting, OutboxPriority.Refresh);
    }

    /// <summary>A plain reply: a new message.</summary>
    public void Notify(ConversationAddress where, Reply reply, string? locale, string? zone, string? answers = null) => Add(New(
        where, OutboxPriority.Answer, locale, zone, row => (row.Reply, row.Answers) = (JsonSerializer.Serialize(reply, ReplyJson.Default.Reply), answers)));

    /// <summary>A card's newest state: every copy is updated, and conversations without one get one.</summary>
    public async Task PublishAsync(CardKey card, Reply reply, IEnumerable<ConversationAddress> alsoTo, CancellationToken cancellationToken)
    {
        var changed = await KeepAsync(card, reply, cancellationToken);
        var (copies, waiting) = await CopiesAsync(card, cancellationToken);
        foreach (var where in alsoTo.Except(copies.Select(Address)))
        {
            var (locale, zone) = await LastSeenAsync(where, cancellationToken);
            Post(card, where, waiting, OutboxPriority.Published, locale, zone);
        }

        if (!changed) return;
        foreach (var copy in copies) Update(copy, waiting, OutboxPriority.Published);
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
    private void Update(CardCopyRow copy, List<OutboxRow> waiting, OutboxPriority priority)
    {
        if (waiting.Find(row => row.CopyId == copy.Id) is { } already) already.Priority = Min(already.Priority, priority);
        else
        {
            Add(New(Address(copy), priority, copy.Locale, copy.TimeZone, row =>
            {
                row.CardKey = copy.CardKey;
                row.CopyId = copy.Id;
            }));
        }
    }

    private void Post(
        CardKey card, ConversationAddress where, List<OutboxRow> waiting, OutboxPriority priority, string? locale, string? zone, string? answers = null)
    {
        if (waiting.Find(row => row.CopyId is null && row.Channel == where.Channel && row.Conversation == where.Conversation) is { } already)
            (already.Priority, already.Answers) = (Min(already.Priority, priority), answers ?? already.Answers);
        else Add(New(where, priority, locale, zone, row => (row.CardKey, row.Answers) = (card.Value, answers)));
    }

    private async Task<(string? Locale, string? Zone)> LastSeenAsync(ConversationAddress where, CancellationToken cancellationToken) => (
        await context.Addresses.Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation)
            .Select(row => row.Locale).FirstOrDefaultAsync(cancellationToken),
        await context.Inbox.Where(row => row.Channel == where.Channel && row.Conversation == where.Conversation && row.TimeZone != null)
            .OrderByDescending(row => row.Id).Select(row => row.TimeZone).FirstOrDefaultAsync(cancellationToken));

    private OutboxRow New(ConversationAddress where, OutboxPriority priority, string? locale, string? zone, Action<OutboxRow> content)
    {
        var row = new OutboxRow
        {
            Channel = where.Channel,
            Conversation = where.Conversation,
            Priority = priority,
            Locale = locale,
            TimeZone = zone,
            CreatedAt = now,
            Due = now,
        };
        content(row);
        return row;
    }

    private void Add(OutboxRow row)
    {
        context.Outbox.Add(row);
        conversations.Add(new(row.Channel, row.Conversation));
    }

    private static ConversationAddress Address(CardCopyRow copy) => new(copy.Channel, copy.Conversation);

    private static OutboxPriority Min(OutboxPriority one, OutboxPriority other) => one < other ? one : other;
}
