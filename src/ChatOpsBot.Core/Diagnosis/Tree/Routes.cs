using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>How traffic gets to pods: what the questions about Services and Ingresses compare.</summary>
internal static class Routes
{
    /// <summary>The Service that is looked at: the target, else the first that selects the pod.</summary>
    public static Service? Service(this Snapshot snapshot) => snapshot.Services.OrderBy(service => service.Metadata.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The pods behind a Service: of a walk about a pod, that pod.</summary>
    public static IReadOnlyList<Pod> Behind(this Snapshot snapshot) => snapshot.Pod is { } pod ? [pod] : snapshot.Pods;

    /// <summary>The addresses that a Service sends to.</summary>
    public static IReadOnlyList<string> ReadyAddresses(this Snapshot snapshot, Service service) =>
        [.. snapshot.SlicesOf(service).SelectMany(slice => slice.Endpoints).Where(endpoint => endpoint.Conditions.Ready != false).SelectMany(endpoint => endpoint.Addresses).Distinct()];

    /// <summary>The ports of a Service that no container of a pod has, as "port 80 → targetPort http". Only names must be declared;
    /// a number may be listened on undeclared, so it counts only where the pod declares others.</summary>
    public static IReadOnlyList<string> MissedPorts(Service service, Pod pod)
    {
        var declared = pod.Spec.Containers.Concat(pod.Spec.InitContainers.Where(container => container.IsSidecar())).SelectMany(container => container.Ports).ToList();
        return [.. service.Spec.Ports.Where(port => !Meets(port, declared)).Select(port => $"port {port.Port} → targetPort {Target(port)}")];
    }

    /// <summary>targetPort, which is the port itself when it is not given.</summary>
    public static string Target(ServicePort port) => port.TargetPort is { } target ? target.ToString() : port.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The backends of the Ingresses that lead to Services that were looked at; of a walk about an Ingress, all of them.</summary>
    public static IReadOnlyList<IngressServiceBackend> Backends(this Snapshot snapshot)
    {
        var all = snapshot.Ingresses.SelectMany(ingress => ingress.Spec.Rules.SelectMany(rule => rule.Http?.Paths ?? []).Select(path => path.Backend).Append(ingress.Spec.DefaultBackend))
            .Select(backend => backend?.Service).OfType<IngressServiceBackend>().Distinct();
        return [.. snapshot.Target.Kind == ResourceKinds.Ingress ? all : all.Where(backend => snapshot.Services.Any(service => service.Metadata.Name == backend.Name))];
    }

    /// <summary>A backend as an Ingress writes it.</summary>
    public static string Written(IngressServiceBackend backend) => $"{backend.Name}:{backend.Port.Name ?? backend.Port.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The Service that a backend names has the port that it names.</summary>
    public static bool IsThere(this Snapshot snapshot, IngressServiceBackend backend) => snapshot.Services.Any(service => service.Metadata.Name == backend.Name
        && service.Spec.Ports.Any(port => backend.Port.Name is { } name ? port.Name == name : port.Port == backend.Port.Number));

    /// <summary>The backend's Service has an address to send to.</summary>
    public static bool HasEndpoints(this Snapshot snapshot, IngressServiceBackend backend) =>
        snapshot.Services.FirstOrDefault(service => service.Metadata.Name == backend.Name) is { } service && snapshot.ReadyAddresses(service).Count > 0;

    /// <summary>Labels as a selector has them.</summary>
    public static string Written(IReadOnlyDictionary<string, string>? labels) => string.Join(", ", (labels ?? new Dictionary<string, string>()).Select(pair => $"{pair.Key}={pair.Value}"));

    private static bool Meets(ServicePort port, List<ContainerPort> declared)
    {
        var target = Target(port);
        return int.TryParse(target, out var number) ? declared.Count == 0 || declared.Any(at => at.Port == number) : declared.Any(at => at.Name == target);
    }
}
