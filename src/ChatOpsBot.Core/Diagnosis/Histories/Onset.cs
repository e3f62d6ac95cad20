using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>When trouble began, by the first thing on record that shows it.</summary>
internal static class Onset
{
    private const string Warning = "Warning";

    /// <summary>The first sign of a snapshot's trouble; null when there is none on record.</summary>
    public static DateTimeOffset? Of(Snapshot snapshot)
    {
        List<DateTimeOffset?> signs =
        [
            .. snapshot.Events.Concat(snapshot.WorkloadEvents).Where(e => e.Type == Warning).Select(e => e.FirstTimestamp ?? e.EventTime ?? e.LastSeen),
            .. snapshot.Pod is { } pod ? OfPod(pod) : [],
            .. snapshot.Pod is null ? snapshot.Workload?.Conditions.Where(IsBad).Select(condition => condition.LastTransitionTime) ?? [] : [],
            .. snapshot.Node?.Object is { } node && node.Status.Conditions.Any(IsSilent) ? node.Status.Conditions.Where(IsSilent).Select(condition => condition.LastTransitionTime) : [],
        ];
        return signs.Min();
    }

    private static IEnumerable<DateTimeOffset?> OfPod(Pod pod)
    {
        // While a container that crashes is up, its pod is ready: only the last end is on record beside the events.
        if (pod.Condition("Ready") is { Status: "False" } ready) yield return ready.LastTransitionTime;
        if (pod.Condition("PodScheduled") is { Status: "False" } unplaced) yield return unplaced.LastTransitionTime;
        if (pod.Condition("DisruptionTarget") is { Status: "True" } disrupted) yield return disrupted.LastTransitionTime;
        foreach (var status in pod.Status.InitContainerStatuses.Concat(pod.Status.ContainerStatuses))
            if (status.LastState.Terminated is { } end) yield return end.FinishedAt;
        if (pod.Metadata.DeletionTimestamp is { } deleted) yield return deleted - TimeSpan.FromSeconds(pod.Metadata.DeletionGracePeriodSeconds ?? 0);
    }

    private static bool IsBad(Condition condition) => condition is { Type: "Available" or "Progressing", Status: "False" } or { Type: "ReplicaFailure" or "Failed", Status: "True" };

    private static bool IsSilent(Condition condition) => condition is { Type: "Ready", Status: not "True" };
}
