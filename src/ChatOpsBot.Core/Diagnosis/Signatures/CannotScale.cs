using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The autoscaler cannot scale for a reason that no other rule knows: a selector that two share, a refused write.</summary>
internal sealed class CannotScale : ISignature
{
    private static readonly ISignature[] Better = [new ScaledMissing(), new MetricsMissing(), new RequestMissing(), new ScalerRests(), new PodsUnmeasured()];

    public string Code => "CHB226";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if ((Scaling.Is(snapshot, "AbleToScale", "False") ?? Scaling.Blind(snapshot)) is not { } said || Better.Any(rule => rule.Look(snapshot, now).Any())) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString(), Scaling.Scaled(snapshot.Autoscaler!), Prove.Cut(Scaling.Cause(said))) with
        {
            Evidence = [Scaling.Proof(said)],
            Kubectl = [$"kubectl describe hpa {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
        };
    }
}
