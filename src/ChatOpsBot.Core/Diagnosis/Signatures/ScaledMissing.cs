using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What the autoscaler should scale does not exist.</summary>
internal sealed class ScaledMissing : ISignature
{
    public string Code => "CHB221";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Scaling.Is(snapshot, "AbleToScale", "False") is not { Reason: "FailedGetScale" } said || said.Message?.Contains("not found", StringComparison.Ordinal) != true || snapshot.Workload is not null) yield break;
        var target = Scaling.Scaled(snapshot.Autoscaler!);
        yield return this.Find(snapshot, snapshot.Target.ToString(), target, snapshot.Target.Namespace) with
        {
            Evidence = [Prove.Field("spec.scaleTargetRef", target), Scaling.Proof(said)],
            Kubectl = [$"kubectl get {snapshot.Autoscaler!.Spec.ScaleTargetRef.Kind.ToLowerInvariant()}s -n {snapshot.Target.Namespace}"],
        };
    }
}
