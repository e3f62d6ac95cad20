using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>A Service that a crashing container says it needs.</summary>
/// <param name="Container">Whose log names it.</param>
/// <param name="Service">The Service, or that there is none.</param>
/// <param name="Pods">The pods that it selects.</param>
public sealed record Dependency(string Container, Look<Service> Service, IReadOnlyList<Pod> Pods)
{
    /// <summary>There is no such Service.</summary>
    public bool IsAbsent => Service.IsAbsent;

    /// <summary>There is one, and it leads to nobody who could answer.</summary>
    public bool IsDown => Service.Object is { } found && found.Spec.Selector.Count > 0 && !Pods.Any(pod => pod.IsReady() && pod.IsWanted());

    /// <summary>Service NAME in NAMESPACE.</summary>
    public string Name => Service.Namespace is null ? Service.Name : $"{Service.Namespace}/{Service.Name}";

    /// <summary>Reads what the logs of a pod speak of.</summary>
    internal static async Task<IReadOnlyList<Dependency>> ReadAsync(ClusterReading reading, string ns, IReadOnlyList<ContainerLog> logs)
    {
        var named = logs.Select(log => (log.Container, Service: LoggedService.In(ErrorLine.In(log).Said(), ns))).Where(found => found.Service is not null)
            .Select(found => (found.Container, Service: found.Service!.Value)).Distinct().ToList();
        List<Dependency> found = [];
        foreach (var (container, (place, name, certain)) in named)
        {
            var look = await reading.GetAsync<Service>(place, name);
            if (look.Object is null && !certain) continue;
            var pods = look.Object is { } service && service.Spec.Selector.Count > 0 ? await reading.ListAsync<Pod>(place) : [];
            found.Add(new(container, look, [.. pods.Where(pod => look.Object!.Spec.Selector.Selects(pod.Metadata.Labels))]));
        }
        return found;
    }
}
