using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>A small scheduler: the ready node with the fewest pods among those that the nodeSelector allows, or why there is none.</summary>
internal sealed record Placement(string? Node, string? Why)
{
    public static Placement Of(RecordedWorld world, StoredObject pod)
    {
        if (pod.NodeName is { } already) return new Placement(already, null);
        int unready = 0, cordoned = 0, mismatched = 0;
        var fitting = new List<string>();
        var nodes = world.Objects.List(world.Catalog.Nodes);
        foreach (var node in nodes)
        {
            if (node.Body["spec"]?["unschedulable"]?.GetValue<bool>() == true) cordoned++;
            else if (!NodeConditions.IsReady(world, node.Key.Name)) unready++;
            else if (!Selects(pod, node)) mismatched++;
            else fitting.Add(node.Key.Name);
        }
        if (fitting.Count > 0)
        {
            var pods = world.Objects.List(world.Catalog.Pods);
            return new Placement(fitting.MinBy(n => pods.Count(p => p.NodeName == n)), null);
        }
        string[] reasons =
        [
            .. unready > 0 ? [$"{unready} node(s) had untolerated taint(s)"] : Array.Empty<string>(),
            .. mismatched > 0 ? [$"{mismatched} node(s) didn't match Pod's node affinity/selector"] : Array.Empty<string>(),
            .. cordoned > 0 ? [$"{cordoned} node(s) were unschedulable"] : Array.Empty<string>(),
        ];
        var n = nodes.Count;
        return new Placement(
            null,
            $"0/{n} nodes are available: {string.Join(", ", reasons)}. no new claims to deallocate, preemption: 0/{n} nodes are available: {n} Preemption is not helpful for scheduling.");
    }

    private static bool Selects(StoredObject pod, StoredObject node) =>
        (pod.Body["spec"]?["nodeSelector"] as JsonObject ?? []).All(wanted => node.Label(wanted.Key) == wanted.Value?.GetValue<string>());
}
