using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The node takes no new pods, on purpose.</summary>
internal sealed class NodeCordoned : ISignature
{
    public string Code => "CHB904";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Node || snapshot.Node?.Object?.Spec.Unschedulable != true) yield break;
        yield return this.Find(snapshot, $"node {snapshot.Target.Name}", snapshot.Target.Name) with { Evidence = [Prove.Field("spec.unschedulable", "true")], Kubectl = [$"kubectl get node {snapshot.Target.Name}"] };
    }
}
