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

    /// <summary>Lets a walk go on as far as the cluster can answer, and reads on the way what a question wants beyond the snapshot.</summary>
    /// <returns>The snapshot with what was read.</returns>
    public static async Task<Snapshot> AdvanceAsync(
        this WalkMachine machine, IClusterReader cluster, Snapshot snapshot, DateTimeOffset now, CancellationToken cancellationToken, IReadOnlyDictionary<string, WalkAnswer>? kept = null)
    {
        while (true)
        {
            machine.Advance(question => question.Look(snapshot, now), now, kept);
            var more = await ReadMoreAsync(cluster, snapshot, machine.Step, cancellationToken);
            if (ReferenceEquals(more, snapshot)) return snapshot;
            snapshot = more;
        }
    }

    /// <summary>The snapshot with what the question at which a walk stands wants beyond it; the same one when there is nothing.</summary>
    public static Task<Snapshot> ReadMoreAsync(IClusterReader cluster, Snapshot snapshot, string step, CancellationToken cancellationToken) =>
        DecisionTree.Questions.GetValueOrDefault(step)?.ReadMoreAsync(cluster, snapshot, cancellationToken) ?? Task.FromResult(snapshot);
}
