namespace ChatOpsBot.Core.Audit;

/// <summary>Something to be put on record.</summary>
/// <param name="Kind">request.created, vote.approved, action.claimed, action.succeeded …</param>
/// <param name="Who">The person, or "system".</param>
/// <param name="Account">The account that the person used; null for the system.</param>
/// <param name="ActedAs">The cluster user that a call was made as; null when no call was made.</param>
/// <param name="Cluster">The cluster; null when none is concerned.</param>
/// <param name="Subject">What it was about: "request 12", "shop/pod/checkout-…".</param>
/// <param name="Uid">The object's UID; null when none is concerned.</param>
/// <param name="Detail">What the approver saw, how it ended: names and values as a person may read them, never a secret.</param>
public sealed record AuditDraft(
    string Kind, string Who, string? Account, string? ActedAs, string? Cluster, string? Subject, string? Uid, IReadOnlyDictionary<string, string> Detail);

/// <summary>A draft on record.</summary>
/// <param name="Sequence">1, 2, 3 … without a gap.</param>
/// <param name="At">When, to the millisecond, UTC.</param>
/// <param name="Draft">What.</param>
/// <param name="PreviousHash">The hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over everything else, in lower-case hex.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, AuditDraft Draft, string PreviousHash, string Hash);

/// <summary>The append-only record.</summary>
public interface IAuditLog
{
    /// <summary>Appends; committed when this returns.</summary>
    Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken);

    /// <summary>Entries in order.</summary>
    /// <param name="after">Entries with a greater sequence.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>The newest entries, newest first, optionally about one subject or by one person.</summary>
    Task<IReadOnlyList<AuditEntry>> LatestAsync(int limit, string? about, CancellationToken cancellationToken);
}
