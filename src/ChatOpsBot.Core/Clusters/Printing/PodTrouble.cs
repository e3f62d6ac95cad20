using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Clusters.Printing;

/// <summary>How much a pod needs somebody's attention, from its status alone: the order of `pods --bad`.</summary>
public static class PodTrouble
{
    /// <summary>0: none. The greater, the worse.</summary>
    public static int Weight(Pod pod, DateTimeOffset now)
    {
        var status = PrintedPod.Of(pod);
        return status.Status switch
        {
            "Completed" or "Succeeded" => 0,
            "Running" when IsReady(pod) => status.RestartCount >= 3 && now - status.LastRestart < TimeSpan.FromHours(1) ? 2 : 0,
            "Running" or "NotReady" => 5,
            "Unknown" => 10,
            "Terminating" => PastGrace(pod, now) ? 9 : 1,
            "ContainerCreating" or "PodInitializing" or "Pending" or "SchedulingGated" => now - pod.Metadata.CreationTimestamp > TimeSpan.FromMinutes(1) ? 7 : 3,
            _ when status.Status.StartsWith("Init:", StringComparison.Ordinal) && status.Status.Contains('/', StringComparison.Ordinal) => 4,
            _ => 8,
        };
    }

    /// <summary>The worst first; equals by restarts, then by name.</summary>
    public static IReadOnlyList<Pod> WorstFirst(IEnumerable<Pod> pods, DateTimeOffset now) => [.. pods
        .OrderByDescending(pod => Weight(pod, now))
        .ThenByDescending(pod => PrintedPod.Of(pod).RestartCount)
        .ThenBy(pod => pod.Metadata.Namespace, StringComparer.Ordinal).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal)];

    private static bool IsReady(Pod pod) => pod.Status.Conditions.FirstOrDefault(condition => condition.Type == "Ready") is not { Status: not "True" };

    private static bool PastGrace(Pod pod, DateTimeOffset now) => now - pod.Metadata.DeletionTimestamp > TimeSpan.FromSeconds(10);
}
