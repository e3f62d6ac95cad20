using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Service's targetPort is a name that no container port of its pods has.</summary>
internal sealed class NamedPortAbsent : ISignature
{
    public string Code => "CHB804";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Selection.Selecting(snapshot) is not { } service || snapshot.Pods.Count == 0) yield break;
        var pod = snapshot.Pods[0];
        foreach (var port in service.Spec.Ports)
        {
            if (port.TargetPort.Word() is not { Length: > 0 } name) continue;
            if (snapshot.Pods.Any(p => p.Spec.Containers.Any(container => container.Ports.Any(declared => declared.Name == name)))) continue;
            yield return this.Find(snapshot, $"{snapshot.Target} {name}", name, TargetPorts.Declared(pod), port.Port) with
            {
                Evidence = [Prove.Field("spec.ports[].targetPort", name), Prove.Field($"pod {pod.Metadata.Name}: spec.containers[].ports", TargetPorts.Declared(pod)), .. Selection.Endpoints(snapshot, service)],
                Kubectl = [$"kubectl get pod {pod.Metadata.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.containers[*].ports}}'"],
            };
        }
    }
}
