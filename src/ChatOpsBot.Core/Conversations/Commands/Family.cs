using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>An object with everything below it: what its owner chain made (the ReplicaSets of a Deployment, the Jobs of a CronJob, their
/// pods), and of a Service the pods that it selects.</summary>
/// <param name="Members">The object first.</param>
/// <param name="Gap">Why the rest could not be read; null when it could.</param>
internal sealed record Family(IReadOnlyList<IClusterObject> Members, ClusterFailure? Gap)
{
    /// <summary>Whether there is anybody below an object of this kind.</summary>
    public static bool Has(IClusterObject head) => head is Deployment or ReplicaSet or StatefulSet or DaemonSet or Job or CronJob or Service;

    /// <summary>Reads what is there now; what is deleted already has nobody to belong to.</summary>
    public static async Task<Family> ReadAsync(IClusterReader cluster, IClusterObject head, CancellationToken cancellationToken)
    {
        IReadOnlyList<IClusterObject> between = [];
        ClusterFailure? failure = null;
        if (head is Deployment deployment
            && (await cluster.ListAsync<ReplicaSet>(Scope(head, Written(deployment.Spec.Selector)), cancellationToken)).Has(out var sets, out failure))
            between = [.. sets.Where(set => IsOf(set, [head]))];
        if (head is CronJob && (await cluster.ListAsync<Job>(Scope(head, null), cancellationToken)).Has(out var jobs, out failure))
            between = [.. jobs.Where(job => IsOf(job, [head]))];
        if (failure is not null) return new([head], failure);

        IReadOnlyList<IClusterObject> owners = [head, .. between];
        if (head is Service { Spec.Selector.Count: 0 } or CronJob && owners.Count == 1) return new(owners, null);
        return (await cluster.ListAsync<Pod>(Scope(head, Selector(head)), cancellationToken)).Has(out var pods, out failure)
            ? new([.. owners, .. pods.Where(pod => head is Service || IsOf(pod, owners))], null)
            : new(owners, failure);
    }

    private static string? Selector(IClusterObject head) => head switch
    {
        Deployment deployment => Written(deployment.Spec.Selector),
        ReplicaSet set => Written(set.Spec.Selector),
        StatefulSet set => Written(set.Spec.Selector),
        DaemonSet set => Written(set.Spec.Selector),
        Job job => Written(job.Spec.Selector),
        Service service => Written(new() { MatchLabels = service.Spec.Selector }),
        _ => null,
    };

    private static string? Written(LabelSelector selector) => selector.Written() is { Length: > 0 } written ? written : null;

    private static ListScope Scope(IClusterObject head, string? labels) => new(head.Metadata.Namespace, Labels: labels);

    private static bool IsOf(IClusterObject child, IReadOnlyList<IClusterObject> owners) =>
        child.Metadata.OwnerReferences.Any(reference => owners.Any(owner => owner.Metadata.Uid == reference.Uid));
}
