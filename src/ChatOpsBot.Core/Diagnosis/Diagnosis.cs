namespace ChatOpsBot.Core.Diagnosis;

/// <summary>How an object fares.</summary>
public enum Verdict
{
    /// <summary>Nothing is wrong.</summary>
    Healthy,

    /// <summary>On its way; nothing is wrong so far.</summary>
    Transient,

    /// <summary>Something is wrong.</summary>
    Troubled,
}

/// <summary>What the rules say about one object.</summary>
/// <param name="Snapshot">What they looked at.</param>
/// <param name="Verdict">The sum.</param>
/// <param name="Findings">The causes, the weightiest first; never empty.</param>
public sealed record Diagnosis(Snapshot Snapshot, Verdict Verdict, IReadOnlyList<Finding> Findings)
{
    /// <summary>The weightiest.</summary>
    public Finding First => Findings[0];
}
