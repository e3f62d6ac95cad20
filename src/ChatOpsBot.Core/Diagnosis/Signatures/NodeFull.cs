using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Every node that the pod may enter already runs as many pods as it is allowed to.</summary>
internal sealed class NodeFull : ISignature
{
    public string Code => "CHB109";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Open: { Count: > 0 } open } || !open.All(node => node.Full)) yield break;
        yield return this.Find(snapshot, "pods", Text.List(open.Select(node => node.Name)), open[0].Node.Status.Allocatable["pods"]) with
        {
            Evidence = [.. open.Take(5).Select(node => Prove.Field($"node {node.Name}: status.allocatable.pods", node.Node.Status.Allocatable["pods"])), .. PendingEvidence.Of(snapshot)],
            Kubectl = ["kubectl get nodes -o custom-columns=NAME:.metadata.name,PODS:.status.allocatable.pods"],
        };
    }
}
