namespace ChatOpsBot.Core.Audit;

/// <summary>What is wrong with an entry.</summary>
public enum AuditFlaw
{
    /// <summary>Entries before it are missing.</summary>
    Gap,

    /// <summary>It stands after an entry that should follow it, or twice.</summary>
    Reordered,

    /// <summary>Its content does not give its hash.</summary>
    Altered,

    /// <summary>It does not continue the entry before: that one was replaced, or this one.</summary>
    Unlinked,

    /// <summary>It cannot be read at all.</summary>
    Malformed,
}

/// <summary>The first bad entry.</summary>
/// <param name="Sequence">The number that the entry bears; for a malformed one, the number that was due.</param>
/// <param name="Expected">The number that was due.</param>
/// <param name="Flaw">Why it is bad.</param>
public sealed record AuditFault(long Sequence, long Expected, AuditFlaw Flaw);

/// <summary>What a verification found.</summary>
/// <param name="Count">How many entries are good, counted from the first.</param>
/// <param name="Head">The hash of the last good entry. Entries cut off at the end leave no trace in the chain: who keeps this
/// hash elsewhere notices.</param>
/// <param name="Fault">The first bad entry; null when all are good.</param>
public sealed record AuditVerdict(long Count, string Head, AuditFault? Fault);

/// <summary>Checks a record entry by entry.</summary>
internal sealed class AuditCheck
{
    private long _count;
    private string _head = AuditChain.Genesis;
    private AuditFault? _fault;

    /// <summary>The findings so far.</summary>
    public AuditVerdict Verdict => new(_count, _head, _fault);

    /// <summary>Checks the next entry (null: one that cannot be read); false from the first bad one on.</summary>
    public bool Accepts(AuditEntry? entry)
    {
        if (_fault is not null) return false;
        var due = _count + 1;
        AuditFlaw? flaw = entry switch
        {
            null => AuditFlaw.Malformed,
            _ when entry.Sequence > due => AuditFlaw.Gap,
            _ when entry.Sequence < due => AuditFlaw.Reordered,
            _ when AuditChain.HashOf(entry) != entry.Hash => AuditFlaw.Altered,
            _ when entry.PreviousHash != _head => AuditFlaw.Unlinked,
            _ => null,
        };
        if (flaw is { } found)
        {
            _fault = new(entry?.Sequence ?? due, due, found);
            return false;
        }
        _count = due;
        _head = entry!.Hash;
        return true;
    }
}
