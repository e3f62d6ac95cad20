namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Topology spread constraints keep the pod off every node that could take it.</summary>
internal sealed class TopologySpread : ISignature
{
    public string Code => "CHB107";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!PendingEvidence.IsLeft(snapshot) || !PendingEvidence.Clauses(snapshot).Any(c => c.Reason.Contains("topology spread", StringComparison.Ordinal))) yield break;
        yield return this.Find(snapshot, "topology spread") with
        {
            Evidence = [.. PendingEvidence.Of(snapshot)],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.topologySpreadConstraints}}'"],
        };
    }
}
