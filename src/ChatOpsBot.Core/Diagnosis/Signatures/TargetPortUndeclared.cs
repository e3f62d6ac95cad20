using System.Text.Json;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Service sends to a port that its pods do not declare, though they declare others: two objects compared.</summary>
internal sealed class TargetPortUndeclared : ISignature
{
    public string Code => "CHB805";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Selection.Selecting(snapshot) is not { } service || snapshot.Pods.Count == 0) yield break;
        var pod = snapshot.Pods[0];
        var declared = snapshot.Pods.SelectMany(p => p.Spec.Containers).SelectMany(container => container.Ports).Select(port => port.Port).ToHashSet();
        if (declared.Count == 0) yield break;
        foreach (var port in service.Spec.Ports.Where(port => port.TargetPort is not { ValueKind: JsonValueKind.String } && !declared.Contains(TargetPorts.Number(port))))
            yield return this.Find(snapshot, $"{snapshot.Target} {TargetPorts.Number(port)}", TargetPorts.Number(port), TargetPorts.Declared(pod), port.Port) with
            {
                // A container may listen on a port that it does not declare.
                Confidence = Confidence.Likely,
                Evidence = [Prove.Field("spec.ports[].targetPort", TargetPorts.Number(port)), Prove.Field($"pod {pod.Metadata.Name}: spec.containers[].ports", TargetPorts.Declared(pod))],
                Kubectl = [$"kubectl port-forward pod/{pod.Metadata.Name} -n {snapshot.Target.Namespace} {TargetPorts.Number(port)}"],
            };
    }
}
