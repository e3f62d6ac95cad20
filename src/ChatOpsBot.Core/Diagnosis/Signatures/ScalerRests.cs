namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A workload at zero is not scaled: the autoscaler rests until somebody scales it up.</summary>
internal sealed class ScalerRests : ISignature
{
    public string Code => "CHB225";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Scaling.Blind(snapshot) is not { Reason: "ScalingDisabled" } said) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString(), Scaling.Scaled(snapshot.Autoscaler!)) with
        {
            Evidence = [Scaling.Proof(said)],
            Kubectl = [$"kubectl get {Scaling.Scaled(snapshot.Autoscaler!)} -n {snapshot.Target.Namespace}"],
        };
    }
}
