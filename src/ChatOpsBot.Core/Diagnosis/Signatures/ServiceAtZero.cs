using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Service's pods are those of a workload that is scaled to nothing.</summary>
internal sealed class ServiceAtZero : ISignature
{
    public string Code => "CHB803";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Selection.Empty(snapshot) is not { } service) yield break;
        foreach (var workload in snapshot.Backing.Where(workload => workload.Wanted == 0).Take(1))
            yield return this.Find(snapshot, workload.Ref.ToString(), workload.Ref.ToString()) with
            {
                Evidence = [Prove.Field($"{workload.Ref}: spec.replicas", "0"), Prove.Field("spec.selector", string.Join(",", service.Spec.Selector.Select(pair => $"{pair.Key}={pair.Value}")))],
                Kubectl = [$"kubectl get {workload.Ref} -n {snapshot.Target.Namespace}"],
            };
    }
}
