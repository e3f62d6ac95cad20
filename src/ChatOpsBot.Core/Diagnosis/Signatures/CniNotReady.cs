using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The node's network plug-in is not ready.</summary>
internal sealed class CniNotReady : ISignature
{
    public string Code => "CHB305";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if ((Mounts.Last(snapshot, "NetworkNotReady") ?? Mounts.Last(snapshot, "FailedCreatePodSandBox", "cni plugin not initialized") ?? Mounts.Last(snapshot, "FailedCreatePodSandBox", "failed to find plugin")) is not { } said) yield break;
        var node = snapshot.Pod!.Spec.NodeName!;
        yield return this.Find(snapshot, $"node {node}", node) with
        {
            Evidence = [Prove.By(said)],
            Kubectl = [$"kubectl get pods -n kube-system -o wide --field-selector spec.nodeName={node}"],
            Buttons = [new(Text.Of("diagnosis.button.why", node), $"why node {node}")],
        };
    }
}
