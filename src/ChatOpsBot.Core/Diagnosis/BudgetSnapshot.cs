using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what the rules about a PodDisruptionBudget look at.</summary>
internal static class BudgetSnapshot
{
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, PodDisruptionBudget budget)
    {
        var ns = budget.Metadata.Namespace;
        var events = EventsOf.ReadAsync(reading, "PodDisruptionBudget", budget.Metadata);
        var budgets = reading.ListAsync<PodDisruptionBudget>(ns);
        var pods = await reading.ListAsync<Pod>(ns);
        return new Snapshot
        {
            Target = new(ResourceKinds.PodDisruptionBudget, ns, budget.Metadata.Name),
            Budget = budget,
            Budgets = await budgets,
            Events = await events,
            Neighbours = pods,
            Pods = [.. pods.Where(pod => budget.Covers(pod))],
            Gaps = reading.Gaps,
        };
    }

    /// <summary>Whether a budget protects a pod. An empty selector picks every pod of the namespace, an absent one none.</summary>
    public static bool Covers(this PodDisruptionBudget budget, Pod pod) => pod.IsLive() && pod.Metadata.Namespace == budget.Metadata.Namespace
        && budget.Spec.Selector is { } selector && selector.SelectsOrAll(pod.Metadata.Labels);
}
