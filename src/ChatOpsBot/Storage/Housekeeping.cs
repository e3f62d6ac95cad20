using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Lets go of what nobody asks for any more. Requests, walks and audit stay.</summary>
internal sealed class Housekeeping(BotStore store, TimeProvider time)
{
    /// <summary>Services send again for about a day; a week leaves time to look into what went wrong.</summary>
    private static readonly TimeSpan Traffic = TimeSpan.FromDays(7);

    /// <summary>A card older than this is not updated in place any more, and a room forgets what is older.</summary>
    private static readonly TimeSpan Cards = TimeSpan.FromDays(90);

    /// <summary>Deletes what is too old.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (traffic, cards) = (now - Traffic, now - Cards);
        return store.WriteAsync(
            async context =>
            {
                await context.Inbox.Where(row => row.Answered && row.ReceivedAt < traffic).ExecuteDeleteAsync(cancellationToken);
                await context.Outbox.Where(row => row.Undeliverable && row.CreatedAt < traffic).ExecuteDeleteAsync(cancellationToken);
                await context.CardCopies
                    .Where(copy => context.Cards.Any(card => card.Key == copy.CardKey && card.ChangedAt < cards))
                    .ExecuteDeleteAsync(cancellationToken);
                await context.EndedSessions.Where(session => session.Until < now).ExecuteDeleteAsync(cancellationToken);
                await context.Messages.Where(message => message.At < cards).ExecuteDeleteAsync(cancellationToken);
                await context.Cards
                    .Where(card => card.ChangedAt < cards && !context.Outbox.Any(row => row.CardKey == card.Key))
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }
}
