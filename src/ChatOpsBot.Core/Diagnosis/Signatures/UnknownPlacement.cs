using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The scheduler refuses, and the nodes could not be read: its own words are all there is.</summary>
internal sealed class UnknownPlacement : ISignature
{
    public string Code => "CHB120";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Nodes.Count > 0) yield break;
        var clauses = PendingEvidence.Clauses(snapshot);
        // Dead, reserved and cordoned nodes add their clause to every message: they are to blame where nothing else is.
        var noise = clauses.Where(c => c.Reason.Contains("unschedulable", StringComparison.Ordinal) || c.Reason.Contains("untolerated taint", StringComparison.Ordinal)).ToList();
        string[] words = ["Insufficient", "free ports", "Too many pods", "affinity/selector"];
        var blamed = noise.Count == clauses.Count ? noise.OrderByDescending(c => c.Count).FirstOrDefault()
            : words.Select(word => clauses.FirstOrDefault(c => c.Reason.Contains(word, StringComparison.Ordinal))).FirstOrDefault(c => c.Reason is not null);
        if (blamed.Reason is null) yield break;
        yield return this.Find(snapshot, blamed.Reason, blamed.Reason, blamed.Count ?? 0) with
        {
            Confidence = Confidence.Likely,
            Evidence = [.. PendingEvidence.Of(snapshot)],
            Others = [.. clauses.Where(c => c.Reason != blamed.Reason).Select(c => (Text)$"{c.Count} {c.Reason}")],
            Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
        };
    }
}
