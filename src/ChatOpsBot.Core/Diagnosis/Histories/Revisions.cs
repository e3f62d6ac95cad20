using System.Globalization;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>What each revision of a workload changed: of a Deployment from its ReplicaSets, of a StatefulSet or DaemonSet from its
/// ControllerRevisions.</summary>
internal static class Revisions
{
    private const string Annotation = "deployment.kubernetes.io/revision";
    private const int MostDifferences = 3;

    private sealed record Revision(long Number, DateTimeOffset At, PodTemplate Template);

    /// <summary>The changes of a workload's template that are on record.</summary>
    public static async Task<IReadOnlyList<Change>> ReadAsync(ClusterReading reading, Workload workload)
    {
        var ns = workload.Ref.Namespace;
        var revisions = workload.Ref.Kind.Kind switch
        {
            "Deployment" => (await reading.ListAsync<ReplicaSet>(ns)).Where(set => IsOf(set.Metadata, workload)).Select(Of),
            "StatefulSet" or "DaemonSet" => (await reading.ListAsync<ControllerRevision>(ns)).Where(revision => IsOf(revision.Metadata, workload)).Select(Of),
            _ => [],
        };
        var ordered = revisions.OfType<Revision>().OrderBy(revision => revision.Number).ToList();
        return [.. ordered.Zip(ordered.Skip(1), (before, after) => new Change(after.At, Said(workload, before, after)))];
    }

    private static bool IsOf(ObjectMeta thing, Workload workload) => thing.OwnerReferences.Any(owner => owner.Uid == workload.Metadata.Uid);

    // A rollback gives an old ReplicaSet a new number; when that was, only its last scaling up says.
    private static Revision? Of(ReplicaSet set) =>
        long.TryParse(set.Metadata.Annotations.GetValueOrDefault(Annotation), CultureInfo.InvariantCulture, out var number) && set.Metadata.CreationTimestamp is { } created
            ? new(number, set.Metadata.Annotations.ContainsKey($"{Annotation}-history") ? set.Metadata.LastWrite?.Time ?? created : created, set.Spec.Template)
            : null;

    private static Revision? Of(ControllerRevision revision) =>
        revision.Data?.Spec.Template is { } template && revision.Metadata.CreationTimestamp is { } created ? new(revision.Revision, created, template) : null;

    private static Text Said(Workload workload, Revision before, Revision after)
    {
        var differences = TemplateDifference.Of(before.Template, after.Template);
        var shown = new Text.Several([.. differences.Take(MostDifferences)]);
        return differences.Count switch
        {
            0 => Text.Of("diagnosis.history.revision", after.Number, workload.Ref.ToString()),
            <= MostDifferences => Text.Of("diagnosis.history.revision-changed", after.Number, workload.Ref.ToString(), shown),
            _ => Text.Of("diagnosis.history.revision-changed-more", after.Number, workload.Ref.ToString(), shown, differences.Count - MostDifferences),
        };
    }
}
