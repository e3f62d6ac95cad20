using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The numbers of a target PodDisruptionBudget.</summary>
internal static class Budgets
{
    /// <summary>The target, while it allows no eviction and the disruption controller could count.</summary>
    public static PodDisruptionBudget? Blocking(Snapshot snapshot) =>
        snapshot.Budget is { Status: { DisruptionsAllowed: 0, ExpectedPods: > 0 } } budget && Uncounted(snapshot, budget) is null ? budget : null;

    /// <summary>What shows that the disruption controller cannot count; null when it can. Pods without an owner it counts as none
    /// expected, and says so in an event alone (seen on 1.34).</summary>
    public static Evidence? Uncounted(Snapshot snapshot, PodDisruptionBudget budget) =>
        budget.Status.Conditions.FirstOrDefault(condition => condition is { Type: "DisruptionAllowed", Status: "False", Reason: "SyncFailed" }) is { } failed ? Scaling.Proof(failed)
        : budget.Status.ExpectedPods == 0 && snapshot.Pods.Count > 0 && snapshot.Events.LastOrDefault(e => e.Reason == "UnmanagedPods") is { } said ? Prove.By(said) : null;

    /// <summary>minAvailable or maxUnavailable as it stands.</summary>
    public static string Written(PodDisruptionBudget budget) =>
        budget.Spec.MaxUnavailable is { } most ? $"maxUnavailable: {most}" : $"minAvailable: {budget.Spec.MinAvailable?.ToString() ?? "1"}";

    /// <summary>Its rule and its numbers.</summary>
    public static IEnumerable<Evidence> Numbers(PodDisruptionBudget budget) =>
    [
        Prove.Field($"pdb {budget.Metadata.Name}: spec", Written(budget)),
        Prove.Field("status", $"disruptionsAllowed {budget.Status.DisruptionsAllowed}, currentHealthy {budget.Status.CurrentHealthy}, desiredHealthy {budget.Status.DesiredHealthy}, expectedPods {budget.Status.ExpectedPods}"),
    ];
}
