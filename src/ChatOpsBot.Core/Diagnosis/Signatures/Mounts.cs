using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What the kubelet says while it prepares a pod's volumes and sandbox.</summary>
internal static class Mounts
{
    /// <summary>The pod has a node and its containers are not made yet.</summary>
    public static bool Preparing(Snapshot snapshot) => snapshot.Pod is { } pod && pod.IsWanted() && pod.IsScheduled()
        && (pod.Status.ContainerStatuses.Count == 0 || pod.AllContainers().Any(container => container.Waiting?.Reason is "ContainerCreating" or "PodInitializing"));

    /// <summary>The newest event of a reason with a part of its message, while the pod is being prepared.</summary>
    public static Event? Last(Snapshot snapshot, string reason, string contains = "") => Preparing(snapshot)
        ? snapshot.Events.LastOrDefault(e => e.Reason == reason && e.Message.Contains(contains, StringComparison.OrdinalIgnoreCase)) : null;
}
