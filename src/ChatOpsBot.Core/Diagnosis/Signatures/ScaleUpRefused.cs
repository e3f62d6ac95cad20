namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The cluster autoscaler adds no node for the pod, and says why for each of its groups.</summary>
internal sealed class ScaleUpRefused : ISignature
{
    public string Code => "CHB121";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (AutoscalerEvents.Last(snapshot) is not { Reason: "NotTriggerScaleUp" } said) yield break;
        yield return this.Find(snapshot, AutoscalerEvents.Said(said), AutoscalerEvents.Said(said)) with
        {
            Evidence = [Prove.By(said), .. PendingEvidence.Of(snapshot)],
            Kubectl = ["kubectl get configmap cluster-autoscaler-status -n kube-system -o yaml"],
        };
    }
}
