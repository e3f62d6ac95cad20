using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>What Deployments, ReplicaSets, StatefulSets, DaemonSets and Jobs have in common.</summary>
/// <param name="Ref">Which one.</param>
/// <param name="Metadata">Its metadata.</param>
/// <param name="Wanted">How many pods it should have now; 0 when scaled to nothing, suspended or finished.</param>
/// <param name="Ready">How many are ready (Jobs: or have succeeded).</param>
/// <param name="Template">What its pods are made from.</param>
/// <param name="Selector">Which pods are its own.</param>
/// <param name="Conditions">status.conditions.</param>
/// <param name="Paused">spec.paused of a Deployment, spec.suspend of a Job.</param>
public sealed record Workload(
    ResourceRef Ref, ObjectMeta Metadata, int Wanted, int Ready, PodTemplate Template, LabelSelector Selector, IReadOnlyList<Condition> Conditions, bool Paused)
{
    /// <summary>spec.activeDeadlineSeconds of a Job.</summary>
    public long? Deadline { get; init; }

    /// <summary>The common view of a workload; null for other objects.</summary>
    public static Workload? Of(IClusterObject? thing) => thing switch
    {
        Deployment d => Of(ResourceKinds.Deployment, d.Metadata, d.Spec, d.Status),
        ReplicaSet r => Of(ResourceKinds.ReplicaSet, r.Metadata, r.Spec, r.Status),
        StatefulSet s => Of(ResourceKinds.StatefulSet, s.Metadata, s.Spec, s.Status),
        DaemonSet d => new(Named(ResourceKinds.DaemonSet, d.Metadata), d.Metadata, d.Status.DesiredNumberScheduled, d.Status.NumberReady, d.Spec.Template, d.Spec.Selector, [], false),
        Job j => new(Named(ResourceKinds.Job, j.Metadata), j.Metadata, Wants(j), (j.Status.Succeeded ?? 0) + (j.Status.Ready ?? 0), j.Spec.Template, j.Spec.Selector, j.Status.Conditions, j.Spec.Suspend == true) { Deadline = j.Spec.ActiveDeadlineSeconds },
        _ => null,
    };

    private static Workload Of(ResourceKind kind, ObjectMeta metadata, WorkloadSpec spec, WorkloadStatus status) =>
        new(Named(kind, metadata), metadata, spec.Replicas ?? 1, status.ReadyReplicas ?? 0, spec.Template, spec.Selector, status.Conditions, spec.Paused == true);

    private static int Wants(Job job) => job.Spec.Suspend == true || job.Status.CompletionTime is not null
        || job.Status.Conditions.Any(c => c is { Type: "Failed" or "Complete", Status: "True" })
            ? 0 : job.Spec.Parallelism ?? 1;

    private static ResourceRef Named(ResourceKind kind, ObjectMeta metadata) => new(kind, metadata.Namespace, metadata.Name);
}
