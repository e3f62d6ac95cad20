using System.Text.Json;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Host.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace ChatOpsBot.Host.Storage;

/// <summary>The audit log: each entry is chained to the one before under the write gate.</summary>
internal sealed class AuditLog(BotStore store, TimeProvider time) : IAuditLog
{
    /// <inheritdoc/>
    public Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken) =>
        store.WriteAsync(context => AppendAsync(context, draft, time.GetUtcNow(), cancellationToken), null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken) => store.ReadAsync(
        async context => Entries(await context.Audit.AsNoTracking()
            .Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(limit).ToListAsync(cancellationToken)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, string? about, CancellationToken cancellationToken) => store.ReadAsync(
        async context => Entries(await context.Audit.AsNoTracking()
            .Where(row => about == null || row.Subject == about || row.Who == about)
            .OrderByDescending(row => row.Sequence).Take(limit).ToListAsync(cancellationToken)),
        cancellationToken);

    /// <summary>Appends within the caller's write transaction.</summary>
    public static async Task<AuditEntry> AppendAsync(
        BotDbContext context, AuditDraft draft, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var last = await context.Audit.AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
        var entry = AuditChain.Next(last is null ? null : Entry(last), draft, at);
        context.Audit.Add(Row(entry));
        await context.SaveChangesAsync(cancellationToken);
        return entry;
    }

    private static AuditRow Row(AuditEntry entry) => new()
    {
        Sequence = entry.Sequence,
        At = entry.At,
        Kind = entry.Draft.Kind,
        Who = entry.Draft.Who,
        Account = entry.Draft.Account,
        ActedAs = entry.Draft.ActedAs,
        Cluster = entry.Draft.Cluster,
        Subject = entry.Draft.Subject,
        Uid = entry.Draft.Uid,
        Detail = JsonSerializer.Serialize(entry.Draft.Detail, StorageJson.Default.IReadOnlyDictionaryStringString),
        PreviousHash = entry.PreviousHash,
        Hash = entry.Hash,
    };

    private static IReadOnlyList<AuditEntry> Entries(List<AuditRow> rows) => [.. rows.Select(Entry)];

    private static AuditEntry Entry(AuditRow row) => new(
        row.Sequence,
        row.At,
        new(row.Kind, row.Who, row.Account, row.ActedAs, row.Cluster, row.Subject, row.Uid,
            JsonSerializer.Deserialize(row.Detail, StorageJson.Default.IReadOnlyDictionaryStringString)!),
        row.PreviousHash,
        row.Hash);
}
