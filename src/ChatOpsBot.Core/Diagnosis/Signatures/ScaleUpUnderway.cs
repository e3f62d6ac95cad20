namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The cluster autoscaler is adding a node for the pod.</summary>
internal sealed class ScaleUpUnderway : ISignature
{
    public string Code => "CHB117";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (AutoscalerEvents.Last(snapshot) is not { Reason: "TriggeredScaleUp" } said) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString(), AutoscalerEvents.Said(said), said.LastSeen is { } at ? now - at : "?") with
        {
            Evidence = [Prove.By(said), .. PendingEvidence.Of(snapshot)],
            Kubectl = ["kubectl get nodes --watch"],
        };
    }
}
