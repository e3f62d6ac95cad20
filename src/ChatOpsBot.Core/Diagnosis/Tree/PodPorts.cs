using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>At which ports of which pods an app is looked for.</summary>
internal static class PodPorts
{
    /// <summary>The pod's own: those that its containers declare, else those that its probes and the Services that select it name.</summary>
    public static IReadOnlyList<PodPort> OfPod(Snapshot snapshot)
    {
        var pod = snapshot.Pod!;
        int[] declared = [.. pod.Spec.Containers.SelectMany(container => container.Ports).Where(port => port.Protocol is null or "TCP").Select(port => port.Port)];
        var numbers = declared.Length > 0 ? declared : pod.Spec.Containers.SelectMany(Probed)
            .Concat(snapshot.Services.SelectMany(service => service.Spec.Ports).Where(IsTcp).Select(port => port.TargetPort is null ? port.Port : port.TargetPort.Number()).OfType<int>());
        return [.. numbers.Distinct().Select(port => new PodPort(snapshot.Target.Namespace ?? "default", pod.Metadata.Name, port))];
    }

    /// <summary>Whether the kubelet itself connects to one of these ports, at the pod's address.</summary>
    public static bool IsProbed(Pod pod, IReadOnlyList<PodPort> ports) => pod.Spec.Containers.Any(container => Probed(container).Any(number => ports.Any(port => port.Port == number)));

    /// <summary>Where `kubectl port-forward service/NAME` would lead, a port of the Service each: a pod that is among its ready endpoints
    /// (of a walk about a pod, that pod), and the port that its slice has for it.</summary>
    public static IReadOnlyList<PodPort> OfService(Snapshot snapshot) => snapshot.Service() is not { } service ? [] :
    [
        .. service.Spec.Ports.Where(IsTcp).SelectMany(port => snapshot.SlicesOf(service)
            .SelectMany(slice => slice.Endpoints.Where(IsReadyPod).Select(endpoint => (Pod: endpoint.TargetRef!.Name, slice.Ports.FirstOrDefault(at => (at.Name ?? "") == (port.Name ?? ""))?.Port)))
            .Where(found => found.Port is not null)
            .OrderByDescending(found => found.Pod == snapshot.Pod?.Metadata.Name).ThenBy(found => found.Pod, StringComparer.Ordinal).Take(1)
            .Select(found => new PodPort(service.Metadata.Namespace ?? "default", found.Pod, found.Port!.Value))).Distinct(),
    ];

    private static bool IsTcp(ServicePort port) => port.Protocol is null or "TCP";

    private static bool IsReadyPod(Endpoint endpoint) => endpoint is { Conditions.Ready: not false, TargetRef.Kind: "Pod" };

    // A named port is a declared one.
    private static IEnumerable<int> Probed(Container container) => new[] { container.ReadinessProbe, container.LivenessProbe, container.StartupProbe }.OfType<Probe>()
        .Select(probe => (Port: probe.HttpGet?.Port ?? probe.TcpSocket?.Port, probe.Grpc))
        .Select(probed => probed.Port.Word() is { } name ? container.Ports.FirstOrDefault(declared => declared.Name == name)?.Port : probed.Port.Number() ?? probed.Grpc?.Port).OfType<int>();
}
