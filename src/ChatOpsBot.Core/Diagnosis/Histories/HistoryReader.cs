using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>Looks for what changed just before trouble began.</summary>
public static class HistoryReader
{
    // What changed earlier had time to show itself earlier.
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    // Clocks differ between nodes, and a controller writes a moment after what it reacts to.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(30);

    private static readonly ResourceKind[] Records = [ResourceKinds.ReplicaSet, ResourceKinds.Deployment, ResourceKinds.StatefulSet, ResourceKinds.DaemonSet, ResourceKinds.Node, ResourceKinds.Event];

    /// <summary>The history of an inquiry's first finding; null when nothing is wrong.</summary>
    public static async Task<History?> ReadAsync(IClusterReader cluster, Inquiry inquiry, CancellationToken cancellationToken)
    {
        if (inquiry.Verdict != Verdict.Troubled) return null;
        var subject = inquiry.Findings[0].Subject;
        var snapshot = inquiry.Others.Append(inquiry.Main).First(diagnosis => diagnosis.Snapshot.Target == subject).Snapshot;
        var since = Onset.Of(snapshot);
        var reading = new ClusterReading(cluster, cancellationToken);
        var changes = await ChangesAsync(reading, snapshot);
        return new History(
            since,
            [.. changes.Where(change => since is { } onset && change.At - onset >= -Before && change.At - onset <= After).OrderByDescending(change => change.At)],
            [.. reading.Gaps.Concat(snapshot.Gaps.Where(MayHideAChange)).Distinct()]);
    }

    // An owner that could not be read has a history that could not be looked for.
    private static bool MayHideAChange(Gap gap) => gap.Subresource is null && Records.Contains(gap.Kind);

    private static async Task<IEnumerable<Change>> ChangesAsync(ClusterReading reading, Snapshot snapshot)
    {
        List<Change> changes = [];
        var workload = snapshot.Workload ?? (snapshot.Backing is [var backing, ..] ? backing : null);
        if (workload is not null)
        {
            changes.AddRange(await Revisions.ReadAsync(reading, workload));
            changes.AddRange(await Scalings.ReadAsync(reading, workload));
        }
        if ((snapshot.Pod?.Spec ?? workload?.Template.Spec) is { } spec) changes.AddRange(await ConfigurationWrites.ReadAsync(reading, snapshot.Target.Namespace, spec));
        var nodes = snapshot.Node?.Object is { } node ? [node] : snapshot.Nodes;
        changes.AddRange(nodes.SelectMany(NodeChanges.Of));
        return changes;
    }
}
