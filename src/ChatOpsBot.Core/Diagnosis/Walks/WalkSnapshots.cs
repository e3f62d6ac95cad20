using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Tree;

namespace ChatOpsBot.Core.Diagnosis.Walks;

/// <summary>Reads what the questions about an object look at.</summary>
internal static class WalkSnapshots
{
    /// <summary>The snapshot; for a pod whose image cannot be pulled with its neighbours, one of which may run the same image.</summary>
    public static async Task<ClusterResult<Snapshot>> ReadAsync(IClusterReader cluster, ResourceRef target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var read = await SnapshotReader.ReadAsync(cluster, target, cancellationToken);
        if (!read.Has(out var snapshot, out _) || snapshot.Pod?.Focus(now)?.IsPulling() != true || snapshot.Neighbours.Count > 0) return read;
        var pods = await cluster.ListAsync<Pod>(new ListScope(target.Namespace), cancellationToken);
        return pods.Has(out var neighbours, out _) ? snapshot with { Neighbours = neighbours } : read;
    }
}
