using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what the rules about a node look at.</summary>
internal static class NodeSnapshot
{
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, Node node)
    {
        var name = node.Metadata.Name;
        var lease = reading.GetAsync<Lease>("kube-node-lease", name);
        var events = EventsOf.NodeAsync(reading, name);
        var podsTask = reading.ListAsync<Pod>(null, fields: $"spec.nodeName={name}");
        // Whoever cordons a node means to empty it.
        var budgets = node.Spec.Unschedulable == true ? await reading.ListAsync<PodDisruptionBudget>(null) : [];
        var pods = await podsTask;
        return new Snapshot
        {
            Target = new(ResourceKinds.Node, null, name),
            Node = new(null, name, node, null),
            NodeLease = await lease,
            Events = await events,
            NodeEvents = await events,
            Pods = pods,
            Budgets = [.. budgets.Where(budget => pods.Any(budget.Covers))],
            Gaps = reading.Gaps,
        };
    }
}
