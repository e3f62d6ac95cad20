using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what leads to pods: Services, EndpointSlices, Ingresses.</summary>
internal static class NetworkSnapshot
{
    /// <summary>The Services that select a pod and what hangs on them.</summary>
    public static async Task<Snapshot> OfPodAsync(ClusterReading reading, Pod pod)
    {
        var services = (await reading.ListAsync<Service>(pod.Metadata.Namespace)).Where(service => service.Spec.Selector.Selects(pod.Metadata.Labels)).ToList();
        var empty = new Snapshot { Target = new(ResourceKinds.Pod, pod.Metadata.Namespace, pod.Metadata.Name), Services = services };
        return services.Count == 0 ? empty : await RoutesAsync(reading, empty, pod.Metadata.Namespace);
    }

    /// <summary>A Service, the pods it selects, and the pods that it could have meant.</summary>
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, Service service)
    {
        var ns = service.Metadata.Namespace;
        var pods = reading.ListAsync<Pod>(ns);
        var events = EventsOf.ReadAsync(reading, "Service", service.Metadata);
        var start = new Snapshot { Target = new(ResourceKinds.Service, ns, service.Metadata.Name), Services = [service] };
        var routed = await RoutesAsync(reading, start, ns);
        var picked = (await pods).Where(pod => service.Spec.Selector.Selects(pod.Metadata.Labels)).ToList();
        return routed with
        {
            Backing = picked.Count == 0 && service.Spec.Selector.Count > 0 ? await BackingAsync(reading, service) : [],
            Events = await events,
            Neighbours = await pods,
            Pods = picked,
            Gaps = reading.Gaps,
        };
    }

    /// <summary>An Ingress with the Services that it names.</summary>
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, Ingress ingress)
    {
        var ns = ingress.Metadata.Namespace;
        var services = reading.ListAsync<Service>(ns);
        var slices = reading.ListAsync<EndpointSlice>(ns);
        var classes = reading.ListAsync<IngressClass>(null);
        var pods = reading.ListAsync<Pod>(ns);
        var events = EventsOf.ReadAsync(reading, "Ingress", ingress.Metadata);
        var secrets = await Task.WhenAll(ingress.Spec.Tls.Select(tls => tls.SecretName).OfType<string>().Distinct().Select(name => reading.GetAsync<Secret>(ns, name)));
        var names = ServicesOf(ingress).ToHashSet();
        return new Snapshot
        {
            Target = new(ResourceKinds.Ingress, ns, ingress.Metadata.Name),
            Ingresses = [ingress],
            Events = await events,
            Services = [.. (await services).Where(service => names.Contains(service.Metadata.Name))],
            EndpointSlices = await slices,
            IngressClasses = await classes,
            Neighbours = await pods,
            Secrets = secrets,
            Gaps = reading.Gaps,
        };
    }

    /// <summary>The Services that an Ingress routes to.</summary>
    public static IEnumerable<string> ServicesOf(Ingress ingress) => ingress.Spec.Rules
        .SelectMany(rule => rule.Http?.Paths ?? []).Select(path => path.Backend).Append(ingress.Spec.DefaultBackend)
        .Select(backend => backend?.Service?.Name).OfType<string>().Distinct();

    // Whose pods the Service would pick, if there were any.
    private static async Task<IReadOnlyList<Workload>> BackingAsync(ClusterReading reading, Service service)
    {
        var ns = service.Metadata.Namespace;
        var deployments = reading.ListAsync<Deployment>(ns);
        var sets = reading.ListAsync<StatefulSet>(ns);
        return [.. (await deployments).Cast<IClusterObject>().Concat(await sets).Select(Workload.Of).OfType<Workload>()
            .Where(workload => service.Spec.Selector.Selects(workload.Template.Metadata.Labels))];
    }

    private static async Task<Snapshot> RoutesAsync(ClusterReading reading, Snapshot snapshot, string? ns)
    {
        var slices = reading.ListAsync<EndpointSlice>(ns);
        var ingresses = reading.ListAsync<Ingress>(ns);
        var policies = reading.ListAsync<NetworkPolicy>(ns);
        var names = snapshot.Services.Select(service => service.Metadata.Name).ToHashSet();
        return snapshot with
        {
            NetworkPolicies = await policies,
            EndpointSlices = [.. (await slices).Where(slice => names.Contains(slice.Metadata.Labels.GetValueOrDefault("kubernetes.io/service-name") ?? ""))],
            Ingresses = [.. (await ingresses).Where(ingress => ServicesOf(ingress).Any(names.Contains))],
        };
    }
}
