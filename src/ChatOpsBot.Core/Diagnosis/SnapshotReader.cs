using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Gathers a snapshot: concurrently, and only what the state of the target needs.</summary>
public static class SnapshotReader
{
    /// <summary>The snapshot of a pod, workload, CronJob, autoscaler, budget, Service, Ingress, claim or node; or why the target itself could not be read.
    /// Whatever else cannot be read becomes a gap.</summary>
    public static Task<ClusterResult<Snapshot>> ReadAsync(IClusterReader cluster, ResourceRef target, CancellationToken cancellationToken) =>
        ReadAsync(new ClusterReading(cluster, cancellationToken), target);

    internal static async Task<ClusterResult<Snapshot>> ReadAsync(ClusterReading reading, ResourceRef target) => target.Kind.Plural switch
    {
        "pods" => await Found(await reading.GetAsync<Pod>(target.Namespace, target.Name), pod => new PodSnapshot(reading, pod).ReadAsync()),
        "deployments" => await Found(await reading.GetAsync<Deployment>(target.Namespace, target.Name), thing => WorkloadSnapshot.ReadAsync(reading, thing)),
        "replicasets" => await Found(await reading.GetAsync<ReplicaSet>(target.Namespace, target.Name), thing => WorkloadSnapshot.ReadAsync(reading, thing)),
        "statefulsets" => await Found(await reading.GetAsync<StatefulSet>(target.Namespace, target.Name), thing => WorkloadSnapshot.ReadAsync(reading, thing)),
        "daemonsets" => await Found(await reading.GetAsync<DaemonSet>(target.Namespace, target.Name), thing => WorkloadSnapshot.ReadAsync(reading, thing)),
        "jobs" => await Found(await reading.GetAsync<Job>(target.Namespace, target.Name), thing => WorkloadSnapshot.ReadAsync(reading, thing)),
        "cronjobs" => await Found(await reading.GetAsync<CronJob>(target.Namespace, target.Name), cron => CronJobSnapshot.ReadAsync(reading, cron)),
        "horizontalpodautoscalers" => await Found(await reading.GetAsync<HorizontalPodAutoscaler>(target.Namespace, target.Name), scaler => AutoscalerSnapshot.ReadAsync(reading, scaler)),
        "poddisruptionbudgets" => await Found(await reading.GetAsync<PodDisruptionBudget>(target.Namespace, target.Name), budget => BudgetSnapshot.ReadAsync(reading, budget)),
        "services" => await Found(await reading.GetAsync<Service>(target.Namespace, target.Name), service => NetworkSnapshot.ReadAsync(reading, service)),
        "ingresses" => await Found(await reading.GetAsync<Ingress>(target.Namespace, target.Name), ingress => NetworkSnapshot.ReadAsync(reading, ingress)),
        "persistentvolumeclaims" => await Found(await reading.GetAsync<PersistentVolumeClaim>(target.Namespace, target.Name), claim => ClaimSnapshot.ReadAsync(reading, claim)),
        "nodes" => await Found(await reading.GetAsync<Node>(null, target.Name), node => NodeSnapshot.ReadAsync(reading, node)),
        _ => new ClusterFailure.NotServed(target.Kind),
    };

    private static async Task<ClusterResult<Snapshot>> Found<T>(Look<T> look, Func<T, Task<Snapshot>> read) where T : class, IClusterObject =>
        look.Object is { } found ? await read(found) : look.Failure!;
}
