namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The nodes that could take the pod have attached as many volumes as they can.</summary>
internal sealed class TooManyVolumes : ISignature
{
    public string Code => "CHB114";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!PendingEvidence.Clauses(snapshot).Any(c => c.Reason.Contains("exceed max volume count", StringComparison.Ordinal))) yield break;
        yield return this.Find(snapshot, "volume count") with { Evidence = [.. PendingEvidence.Of(snapshot)], Kubectl = ["kubectl get csinodes -o yaml"] };
    }
}
