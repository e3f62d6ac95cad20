using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Which pods a target Service picks.</summary>
internal static class Selection
{
    /// <summary>The target Service, when it has a selector and the pods could be read.</summary>
    public static Service? Selecting(Snapshot snapshot) =>
        snapshot.Target.Kind == ResourceKinds.Service && snapshot.Services is [{ Spec.Selector.Count: > 0 } service] && snapshot.HasRead<Pod>() ? service : null;

    /// <summary>The target Service, when its selector picks no pod.</summary>
    public static Service? Empty(Snapshot snapshot) => Selecting(snapshot) is { } service && snapshot.Pods.Count == 0 ? service : null;

    /// <summary>How many labels are what the Service asks for.</summary>
    public static int Matches(Service service, Pod pod) => service.Spec.Selector.Count(pair => pod.Metadata.Labels.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>How many labels are nearly what it asks for: somebody's slip of the pen.</summary>
    public static int Slips(Service service, Pod pod) => service.Spec.Selector.Count(pair =>
        pod.Metadata.Labels.TryGetValue(pair.Key, out var value) && value != pair.Value && Nearest.Of(pair.Value, [value]).Count > 0);

    /// <summary>How alike the names are: a pod made for the Service often begins with its name.</summary>
    public static int Likeness(Service service, Pod pod) => pod.Metadata.Name.StartsWith(service.Metadata.Name, StringComparison.Ordinal) ? service.Metadata.Name.Length : 0;

    /// <summary>How many endpoints the slices have.</summary>
    public static IEnumerable<Evidence> Endpoints(Snapshot snapshot, Service service)
    {
        if (!snapshot.HasRead<EndpointSlice>()) return [];
        var endpoints = snapshot.SlicesOf(service).SelectMany(slice => slice.Endpoints).ToList();
        return [new("endpointslices", Text.Of("diagnosis.value.endpoints", endpoints.Count(endpoint => endpoint.Conditions.Ready != false), endpoints.Count))];
    }
}
