using ChatOpsBot.Core.Identity;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Sessions that were ended before their time.</summary>
internal sealed class EndedSessions(BotStore store) : IEndedSessions
{
    /// <inheritdoc/>
    public Task EndAsync(string session, DateTimeOffset until, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            if (await context.EndedSessions.AnyAsync(row => row.Session == session, cancellationToken)) return;
            context.EndedSessions.Add(new() { Session = session, Until = until });
            await context.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> IsEndedAsync(string session, CancellationToken cancellationToken) =>
        await store.QueryAsync("""SELECT 1 FROM ended_sessions WHERE "Session" = @0""", [session], _ => true, cancellationToken) is not [];
}
