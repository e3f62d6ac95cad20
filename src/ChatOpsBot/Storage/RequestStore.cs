using System.Text.Json;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>Requests: every transition and its audit entry in one transaction, won by whoever saw the newest version.</summary>
internal sealed class RequestStore(BotStore store, Signals signals, TimeProvider time) : IRequestStore
{
    /// <inheritdoc/>
    public Task<ActionRequest> AddAsync(ActionRequest request, Func<ActionRequest, AuditDraft> audit, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async context =>
            {
                var row = new RequestRow { Version = request.Version, State = request.State, ExpiresAt = request.ExpiresAt, Body = "" };
                context.Requests.Add(row);
                await context.SaveChangesAsync(cancellationToken);
                var numbered = request with { Id = new(row.Id) };
                row.Body = Body(numbered);
                await AuditLog.AppendAsync(context, audit(numbered), time.GetUtcNow(), cancellationToken);
                return numbered;
            },
            Changed,
            cancellationToken);

    /// <inheritdoc/>
    public Task<ActionRequest?> FindAsync(RequestId id, CancellationToken cancellationToken) => store.ReadAsync(
        async context => await context.Requests.AsNoTracking().Where(row => row.Id == id.Value).Select(row => row.Body)
            .FirstOrDefaultAsync(cancellationToken) is { } body ? Request(body) : null,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActionRequest>> ListAsync(
        IReadOnlyCollection<RequestState> states, CancellationToken cancellationToken) => await store.QueryAsync(
        $"""SELECT "Body" FROM requests WHERE "State" IN ({string.Join(", ", states.Index().Select(state => $"@{state.Index}"))}) ORDER BY "Id" """,
        [.. states.Select(state => state.ToString())],
        row => Request(row.GetString(0)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ActionRequest>> LatestAsync(int limit, CancellationToken cancellationToken) => store.ReadAsync(
        async context => Requests(await context.Requests.AsNoTracking()
            .OrderByDescending(row => row.Id).Take(limit).Select(row => row.Body).ToListAsync(cancellationToken)),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryReplaceAsync(ActionRequest next, AuditDraft audit, CancellationToken cancellationToken) =>
        await store.WriteAsync(
            async context =>
            {
                var body = Body(next);
                var won = await context.Requests
                    .Where(row => row.Id == next.Id.Value && row.Version == next.Version - 1)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(old => old.Version, next.Version)
                            .SetProperty(old => old.State, next.State)
                            .SetProperty(old => old.ExpiresAt, next.ExpiresAt)
                            .SetProperty(old => old.Told, false)
                            .SetProperty(old => old.Body, body),
                        cancellationToken);
                if (won == 0) return null;
                await AuditLog.AppendAsync(context, audit, time.GetUtcNow(), cancellationToken);
                return next;
            },
            Changed,
            cancellationToken) is not null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActionRequest>> UntoldAsync(CancellationToken cancellationToken) => await store.QueryAsync(
        """SELECT "Body" FROM requests WHERE "Told" = 0 ORDER BY "Id" """, [], row => Request(row.GetString(0)), cancellationToken);

    /// <inheritdoc/>
    public Task ToldAsync(ActionRequest request, CancellationToken cancellationToken) => store.WriteAsync(
        context => context.Requests.Where(row => row.Id == request.Id.Value && row.Version == request.Version)
            .ExecuteUpdateAsync(row => row.SetProperty(old => old.Told, true), cancellationToken),
        cancellationToken);

    private static string Body(ActionRequest request) => JsonSerializer.Serialize(request, StorageJson.Default.ActionRequest);

    private static ActionRequest Request(string body) => JsonSerializer.Deserialize(body, StorageJson.Default.ActionRequest)!;

    private static IReadOnlyList<ActionRequest> Requests(List<string> bodies) => [.. bodies.Select(Request)];

    private void Changed(ActionRequest? request)
    {
        if (request is not null) signals.RequestChanged.Writer.TryWrite(true);
    }
}
