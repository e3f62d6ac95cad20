using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>NetworkPolicies select the pods of a Service and let nobody in on the port that it sends to. Whether the network
/// plug-in keeps to them stands nowhere, so this is never more than likely.</summary>
internal sealed class NothingLetIn : ISignature
{
    public string Code => "CHB808";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pods = snapshot.Pod is { } one ? [one] : snapshot.Target.Kind == Clusters.ResourceKinds.Service ? snapshot.Pods : [];
        foreach (var service in snapshot.Services.Where(service => service.Spec.Type != "ExternalName"))
            foreach (var port in service.Spec.Ports)
            {
                if (pods.Select(pod => (Pod: pod, Port: Target(port, pod))).FirstOrDefault(pair => pair.Port is { } number && pair.Pod.IsWanted() && pair.Pod.Spec.HostNetwork != true
                    && Admission.Of(snapshot, pair.Pod) is { Count: > 0 } all && !all.SelectMany(policy => policy.Spec.Ingress)
                        .Any(rule => Admission.Admits(rule, pair.Pod, number, port.Protocol ?? "TCP") && Admission.HasPeers(rule, snapshot.Neighbours))) is not { Pod: { } shut } found) continue;
                var policies = Admission.Of(snapshot, shut);
                var names = policies.Select(policy => policy.Metadata.Name).ToList();
                var allowed = Admission.Written(policies);
                yield return this.Find(snapshot, $"networkpolicy {string.Join(' ', names)} {found.Port}", Text.List(names), found.Port!.Value, allowed.Length == 0 ? Text.Of("diagnosis.value.nothing") : allowed, service.Metadata.Name) with
                {
                    Confidence = Confidence.Likely,
                    Evidence =
                    [
                        .. policies.Take(3).Select(policy => Prove.Field($"networkpolicy {policy.Metadata.Name}: spec.ingress", Admission.Written([policy]) is { Length: > 0 } written ? written : Text.Of("diagnosis.value.nothing"))),
                        Prove.Field($"service {service.Metadata.Name}: spec.ports[].targetPort", $"{found.Port}"),
                        Prove.Field($"pod {shut.Metadata.Name}: metadata.labels", string.Join(",", shut.Metadata.Labels.Select(pair => $"{pair.Key}={pair.Value}"))),
                    ],
                    Kubectl = [$"kubectl describe networkpolicy {names[0]} -n {shut.Metadata.Namespace}"],
                };
            }
    }

    private static int? Target(ServicePort port, Pod pod) => port.TargetPort.Word() is { } name
        ? pod.Spec.Containers.SelectMany(container => container.Ports).FirstOrDefault(declared => declared.Name == name)?.Port
        : TargetPorts.Number(port);
}
