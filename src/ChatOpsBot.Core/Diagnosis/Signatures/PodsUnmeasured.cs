using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>There is nothing to measure: no pod of the workload is ready. What keeps the pods is the cause.</summary>
internal sealed class PodsUnmeasured : ISignature
{
    public string Code => "CHB227";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Scaling.Blind(snapshot) is not { } said || !IsIt(snapshot, said)) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString(), Scaling.Scaled(snapshot.Autoscaler!), snapshot.Pods.Count(pod => pod.IsReady()), snapshot.Pods.Count) with
        {
            Evidence = [Scaling.Proof(said), .. snapshot.Pods.Take(3).Select(pod => new Evidence($"pod {pod.Metadata.Name}: status.conditions[Ready]", pod.Condition("Ready")?.Status ?? (Text)"?"))],
            Kubectl = [$"kubectl get pods -n {snapshot.Target.Namespace}"],
        };
    }

    internal static bool IsIt(Snapshot snapshot, Condition said) => snapshot.Pods.Count > 0 && !snapshot.Pods.Any(pod => pod.IsReady()) && SaysNothing(said);

    internal static bool SaysNothing(Condition said) =>
        said.Message?.Contains("did not receive metrics for", StringComparison.Ordinal) == true || said.Message?.Contains("no metrics returned", StringComparison.Ordinal) == true;
}
