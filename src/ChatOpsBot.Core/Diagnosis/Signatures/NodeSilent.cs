using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Nobody hears from the node's kubelet: the machine is off, cut off, or its kubelet has stopped. The cluster cannot tell which.</summary>
internal sealed class NodeSilent : ISignature
{
    public string Code => "CHB901";
    public Severity Severity => Severity.Critical;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Node || NodeSilence.Of(snapshot) is not { Gone: false } silence) yield break;
        var stuck = snapshot.Pods.Where(pod => pod.Metadata.DeletionTimestamp is not null).ToList();
        yield return this.Find(snapshot, $"node {silence.Name}", snapshot.NodeLease?.Object?.Spec.RenewTime is { } renewed ? renewed : silence.Heard, snapshot.Pods.Count, stuck.Count) with
        {
            Evidence =
            [
                .. silence.Evidence, .. snapshot.NodeEvents.Where(e => e.Reason == "NodeNotReady").TakeLast(1).Select(Prove.By),
                .. snapshot.Node!.Object!.Spec.Taints is { Count: > 0 } taints ? [Prove.Field("spec.taints", string.Join(", ", taints.Select(UntoleratedTaint.Written)))] : Array.Empty<Evidence>(),
            ],
            Kubectl = [$"kubectl describe node {silence.Name}", $"kubectl get lease {silence.Name} -n kube-node-lease", $"kubectl get pods -A -o wide --field-selector spec.nodeName={silence.Name}"],
        };
    }
}
