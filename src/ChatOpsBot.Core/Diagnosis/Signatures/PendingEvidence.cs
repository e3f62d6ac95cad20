using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What the scheduler itself says about a pod without a node.</summary>
internal static class PendingEvidence
{
    /// <summary>The condition's message.</summary>
    public static IEnumerable<Evidence> Of(Snapshot snapshot) =>
        snapshot.Pod?.Condition("PodScheduled")?.Message is { } message ? [Prove.Field("status.conditions[PodScheduled].message", message)] : [];

    /// <summary>What the pod asks of nodes.</summary>
    public static IEnumerable<Evidence> Selector(Snapshot snapshot) =>
        NodeSelection.Asked(snapshot.Pod!.Spec) is { Length: > 0 } asked ? [Prove.Field(snapshot.Pod.Spec.NodeSelector.Count > 0 ? "spec.nodeSelector" : "spec.affinity.nodeAffinity", asked)] : [];

    /// <summary>The scheduler's clauses for a pod that it refused to place.</summary>
    public static IReadOnlyList<(int? Count, string Reason)> Clauses(Snapshot snapshot) =>
        snapshot.Pod is { } pod && pod.IsUnschedulable() ? SchedulerMessage.Clauses(pod.Condition("PodScheduled")?.Message) : [];

    /// <summary>Whether a clause that only the scheduler can compute is what keeps the pod out: no recomputed reason excludes every node.</summary>
    public static bool IsLeft(Snapshot snapshot) => Placement.Of(snapshot) is not { } placement || placement.Open.Any(node => node.Fits);
}
