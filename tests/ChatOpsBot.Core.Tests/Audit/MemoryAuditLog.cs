using ChatOpsBot.Core.Audit;

namespace ChatOpsBot.Core.Tests.Audit;

/// <summary>A record in memory.</summary>
internal sealed class MemoryAuditLog(IEnumerable<AuditEntry>? entries = null, TimeProvider? time = null) : IAuditLog
{
    private readonly Lock _lock = new();

    public List<AuditEntry> Entries { get; } = [.. entries ?? []];

    /// <summary>When set, appending fails.</summary>
    public Exception? Fault { get; set; }

    public AuditEntry Append(AuditDraft draft)
    {
        lock (_lock)
        {
            if (Fault is not null) throw Fault;
            var entry = AuditChain.Next(Entries.LastOrDefault(), draft, (time ?? TimeProvider.System).GetUtcNow());
            Entries.Add(entry);
            return entry;
        }
    }

    public Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken) => Task.FromResult(Append(draft));

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<AuditEntry>>([.. Entries.Where(entry => entry.Sequence > after).Take(limit)]);
    }

    public Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, string? about, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<AuditEntry>>([.. Entries.AsEnumerable().Reverse()
                .Where(entry => about is null || entry.Draft.Subject == about || entry.Draft.Who == about).Take(limit)]);
        }
    }
}
