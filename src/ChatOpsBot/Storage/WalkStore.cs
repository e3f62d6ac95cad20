using System.Text.Json;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Walks, changed by whoever saw the newest version.</summary>
internal sealed class WalkStore(BotStore store) : IWalkStore
{
    /// <inheritdoc/>
    public Task<Walk> AddAsync(Walk walk, CancellationToken cancellationToken) => store.WriteAsync(
        async context =>
        {
            var row = new WalkRow { Version = walk.Version, Origin = walk.Origin, Ended = walk.Ended, Body = "" };
            context.Walks.Add(row);
            await context.SaveChangesAsync(cancellationToken);
            var numbered = walk with { Id = new(row.Id) };
            row.Body = Body(numbered);
            await context.SaveChangesAsync(cancellationToken);
            return numbered;
        },
        null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<Walk?> FindAsync(WalkId id, CancellationToken cancellationToken) => store.ReadAsync(
        async context => await context.Walks.AsNoTracking().Where(row => row.Id == id.Value).Select(row => row.Body)
            .FirstOrDefaultAsync(cancellationToken) is { } body ? Walk(body) : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Walk>> OpenAsync(string? origin, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<Walk>>(
        async context => [.. (await context.Walks.AsNoTracking()
            .Where(row => !row.Ended && (origin == null || row.Origin == origin))
            .OrderByDescending(row => row.Id).Select(row => row.Body).ToListAsync(cancellationToken)).Select(Walk)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryReplaceAsync(Walk next, CancellationToken cancellationToken)
    {
        var body = Body(next);
        return store.WriteAsync(
            async context => await context.Walks
                .Where(row => row.Id == next.Id.Value && row.Version == next.Version - 1)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(old => old.Version, next.Version)
                        .SetProperty(old => old.Ended, next.Ended)
                        .SetProperty(old => old.Body, body),
                    cancellationToken) == 1,
            null,
            cancellationToken);
    }

    private static string Body(Walk walk) => JsonSerializer.Serialize(walk, StorageJson.Default.Walk);

    private static Walk Walk(string body) => JsonSerializer.Deserialize(body, StorageJson.Default.Walk)!;
}
