using System.Text.Json;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>An intent on record.</summary>
/// <param name="Id">Counts up in the order in which intents were recorded.</param>
/// <param name="Intent">What was said.</param>
/// <param name="Attempts">How often an answer was tried in vain.</param>
internal sealed record ReceivedIntent(long Id, Intent Intent, int Attempts);

/// <summary>What was received: on record before it is acknowledged, answered once.</summary>
internal sealed class Inbox(BotStore store, Signals signals, TimeProvider time) : IInbox
{
    /// <inheritdoc/>
    public async Task<bool> ReceiveAsync(Intent intent, CancellationToken cancellationToken)
    {
        return await store.WriteAsync(
            context => ReceiveAsync(context, intent, cancellationToken),
            received =>
            {
                if (received is not null) signals.Received.Writer.TryWrite(received);
            },
            cancellationToken) is not null;
    }

    /// <summary>Receives and answers something and takes it back: the first person to write after a start waits no longer than others.</summary>
    public Task RehearseAsync(CancellationToken cancellationToken) => store.RehearseAsync(
        async context =>
        {
            var nobody = new Intent("rehearsal", new(""), null, new("", ""), "", null, null, time.GetUtcNow());
            var received = await ReceiveAsync(context, nobody, cancellationToken);
            await AnswerAsync(context, received!, new() { Title = "" }, cancellationToken);
        },
        cancellationToken);

    /// <summary>Counts a vain attempt for everything that the last process left unanswered: it may be what killed it.</summary>
    public Task RecoverAsync(CancellationToken cancellationToken) => AddAttemptsAsync(1, cancellationToken);

    /// <summary>Takes that count back before an orderly stop, which is nobody's fault.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => AddAttemptsAsync(-1, cancellationToken);

    /// <summary>Unanswered intents after one, in order.</summary>
    public Task<IReadOnlyList<ReceivedIntent>> UnansweredAsync(long after, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<ReceivedIntent>>(
            async context => [.. (await context.Inbox.AsNoTracking()
                .Where(row => !row.Answered && row.Id > after).OrderBy(row => row.Id).Take(limit).ToListAsync(cancellationToken))
                .Select(row => new ReceivedIntent(row.Id, JsonSerializer.Deserialize(row.Intent, IntentJson.Default.Intent)!, row.Attempts))],
            cancellationToken);

    /// <summary>Counts a vain attempt.</summary>
    public Task FailedAsync(long id, CancellationToken cancellationToken) => store.WriteAsync(
        context => context.Inbox.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(old => old.Attempts, old => old.Attempts + 1), cancellationToken),
        cancellationToken);

    /// <summary>Records the answer: the intent is done and the reply is on its way, or neither.</summary>
    public Task AnswerAsync(ReceivedIntent received, Reply reply, CancellationToken cancellationToken) => store.WriteAsync(
        context => AnswerAsync(context, received, reply, cancellationToken), signals.Send, cancellationToken);

    private async Task<ReceivedIntent?> ReceiveAsync(BotDbContext context, Intent intent, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(intent, IntentJson.Default.Intent);
        var id = await context.QueryAsync(
            """
            INSERT INTO inbox ("Channel", "EventId", "Conversation", "Intent", "TimeZone", "ReceivedAt", "Answered", "Attempts")
            VALUES (@0, @1, @2, @3, @4, @5, 0, 0) ON CONFLICT ("Channel", "EventId") DO NOTHING RETURNING "Id"
            """,
            [intent.Where.Channel, intent.EventId, intent.Where.Conversation, json, intent.TimeZone, time.GetUtcNow()],
            row => row.GetInt64(0),
            cancellationToken);
        return id is [var received] ? new(received, intent, 0) : null;
    }

    private async Task<IReadOnlyCollection<ConversationAddress>> AnswerAsync(
        BotDbContext context, ReceivedIntent received, Reply reply, CancellationToken cancellationToken)
    {
        var first = await context.ExecuteAsync("""UPDATE inbox SET "Answered" = 1 WHERE "Id" = @0 AND "Answered" = 0""", [received.Id], cancellationToken);
        if (first == 0) return [];
        var sending = new OutboxWriter(context, time.GetUtcNow());
        await sending.AnswerAsync(received.Intent, reply, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return sending.Conversations;
    }

    private Task AddAttemptsAsync(int count, CancellationToken cancellationToken) => store.WriteAsync(
        context => context.Inbox.Where(row => !row.Answered)
            .ExecuteUpdateAsync(row => row.SetProperty(old => old.Attempts, old => old.Attempts + count), cancellationToken),
        cancellationToken);
}
