using System.Globalization;

namespace ChatOpsBot.Core.Audit;

/// <summary>The hash chain of the record. An entry's hash is SHA-256 over its canonical form, which includes the hash of the
/// entry before: changing, removing or moving one entry breaks every later one.</summary>
/// <remarks>The canonical form is easily rebuilt in any language: "chatops-audit-1", then sequence, time (ISO 8601, UTC, three
/// decimals), kind, who, account, acted as, cluster, subject, UID, the number of details, each detail's name and value in
/// ordinal order of names, and the previous hash; every one written as a netstring (https://cr.yp.to/proto/netstrings.txt:
/// length in UTF-8 bytes, colon, text, comma), an absent one as "-,".</remarks>
public static class AuditChain
{
    /// <summary>What the first entry has for a previous hash.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>The entry that follows another (null: the first), with its time cut to the millisecond.</summary>
    public static AuditEntry Next(AuditEntry? last, AuditDraft draft, DateTimeOffset now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var entry = new AuditEntry((last?.Sequence ?? 0) + 1, at, draft, last?.Hash ?? Genesis, "");
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>SHA-256 over everything of the entry but its hash, in lower-case hex.</summary>
    public static string HashOf(AuditEntry entry) => Netstrings.Hash(Canonical(entry));

    /// <summary>Checks entries that must be the whole record from its first entry on.</summary>
    public static AuditVerdict Verify(IEnumerable<AuditEntry> entries)
    {
        var check = new AuditCheck();
        foreach (var entry in entries)
        {
            if (!check.Accepts(entry)) break;
        }
        return check.Verdict;
    }

    /// <summary>Checks a log from its first entry to its last.</summary>
    public static async Task<AuditVerdict> VerifyAsync(IAuditLog log, CancellationToken cancellationToken)
    {
        const int page = 500;
        var check = new AuditCheck();
        long after = 0;
        while (true)
        {
            var entries = await log.ReadAsync(after, page, cancellationToken);
            foreach (var entry in entries)
            {
                if (!check.Accepts(entry)) return check.Verdict;
                after = entry.Sequence;
            }
            if (entries.Count < page) return check.Verdict;
        }
    }

    internal static string Canonical(AuditEntry entry)
    {
        var draft = entry.Draft;
        return Netstrings.Of([
            "chatops-audit-1",
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            draft.Kind, draft.Who, draft.Account, draft.ActedAs, draft.Cluster, draft.Subject, draft.Uid,
            .. Netstrings.Pairs(draft.Detail),
            entry.PreviousHash,
        ]);
    }
}
