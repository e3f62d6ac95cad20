using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what the rules about a HorizontalPodAutoscaler look at.</summary>
internal static class AutoscalerSnapshot
{
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, HorizontalPodAutoscaler scaler)
    {
        var ns = scaler.Metadata.Namespace;
        var events = EventsOf.ReadAsync(reading, "HorizontalPodAutoscaler", scaler.Metadata);
        var scaled = (await ScaledAsync(reading, scaler)) is { } thing ? await WorkloadSnapshot.ReadAsync(reading, thing) : null;
        return new Snapshot
        {
            Target = new(ResourceKinds.HorizontalPodAutoscaler, ns, scaler.Metadata.Name),
            Autoscaler = scaler,
            Workload = scaled?.Workload,
            Pods = scaled?.Pods ?? [],
            Events = await events,
            Gaps = reading.Gaps,
        };
    }

    /// <summary>The autoscalers that scale a workload.</summary>
    public static async Task<IEnumerable<ResourceRef>> OfAsync(ClusterReading reading, ResourceRef workload) =>
        (await reading.ListAsync<HorizontalPodAutoscaler>(workload.Namespace))
            .Where(scaler => scaler.Spec.ScaleTargetRef.Kind == workload.Kind.Kind && scaler.Spec.ScaleTargetRef.Name == workload.Name)
            .Select(scaler => new ResourceRef(ResourceKinds.HorizontalPodAutoscaler, scaler.Metadata.Namespace, scaler.Metadata.Name));

    private static async Task<IClusterObject?> ScaledAsync(ClusterReading reading, HorizontalPodAutoscaler scaler)
    {
        var (ns, target) = (scaler.Metadata.Namespace, scaler.Spec.ScaleTargetRef);
        return target.Kind switch
        {
            "Deployment" => (await reading.GetAsync<Deployment>(ns, target.Name)).Object,
            "StatefulSet" => (await reading.GetAsync<StatefulSet>(ns, target.Name)).Object,
            "ReplicaSet" => (await reading.GetAsync<ReplicaSet>(ns, target.Name)).Object,
            _ => null,
        };
    }
}
