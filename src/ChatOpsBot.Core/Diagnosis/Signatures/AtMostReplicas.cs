namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The autoscaler wants more replicas than it may make.</summary>
internal sealed class AtMostReplicas : ISignature
{
    public string Code => "CHB224";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Scaling.Is(snapshot, "ScalingLimited", "True") is not { Reason: "TooManyReplicas" } said || snapshot.Autoscaler is not { } scaler || scaler.Status.CurrentReplicas < scaler.Spec.MaxReplicas) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString(), Scaling.Scaled(scaler), scaler.Spec.MaxReplicas, Scaling.Measured(scaler)) with
        {
            Evidence = [Scaling.Proof(said), Prove.Field("spec.maxReplicas", scaler.Spec.MaxReplicas), Prove.Field("status.currentMetrics", Scaling.Measured(scaler))],
            Kubectl = [$"kubectl get hpa {scaler.Metadata.Name} -n {scaler.Metadata.Namespace}"],
        };
    }
}
