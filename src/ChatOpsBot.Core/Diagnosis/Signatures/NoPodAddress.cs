using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The network plug-in has no address left for the pod.</summary>
internal sealed class NoPodAddress : ISignature
{
    public string Code => "CHB306";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if ((Mounts.Last(snapshot, "FailedCreatePodSandBox", "no IP addresses available") ?? Mounts.Last(snapshot, "FailedCreatePodSandBox", "failed to assign an IP address")) is not { } said) yield break;
        var node = snapshot.Pod!.Spec.NodeName!;
        yield return this.Find(snapshot, $"node {node}", node) with { Evidence = [Prove.By(said)], Kubectl = [$"kubectl get node {node} -o jsonpath='{{.spec.podCIDR}}'", $"kubectl get pods -A --field-selector spec.nodeName={node}"] };
    }
}
