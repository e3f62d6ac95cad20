using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The scheduler's decision: the node with the fewest pods among those that fit, or why there is none.</summary>
internal sealed record Placement(string? Node, string? Why)
{
    private static readonly string[] Resources = ["cpu", "memory"];

    public static Placement Of(RecordedWorld world, StoredObject pod)
    {
        if (pod.NodeName is { } already) return new Placement(already, null);
        var nodes = world.Objects.List(world.Catalog.Nodes);
        if (Unbound(world, pod) is { } claim) return new Placement(null, $"0/{nodes.Count} nodes are available: {claim}");
        var pods = world.Objects.List(world.Catalog.Pods);
        var reasons = nodes.ToDictionary(n => n.Key.Name, n => WhyNot(pod, n, pods));
        var fitting = reasons.Where(r => r.Value.Length == 0).Select(r => r.Key).ToList();
        if (fitting.Count > 0) return new Placement(fitting.MinBy(n => pods.Count(p => p.NodeName == n)), null);
        // As the scheduler sorts them: by the text, its number included.
        var counted = reasons.Values.SelectMany(r => r).GroupBy(r => r).Select(g => $"{g.Count()} {g.Key}").Order(StringComparer.Ordinal);
        var n = nodes.Count;
        return new Placement(
            null,
            $"0/{n} nodes are available: {string.Join(", ", counted)}. no new claims to deallocate, preemption: 0/{n} nodes are available: {n} Preemption is not helpful for scheduling.");
    }

    private static string[] WhyNot(StoredObject pod, StoredObject node, IReadOnlyList<StoredObject> pods)
    {
        // The scheduler's filters, in their order: the first of the node's own that fails is its reason, all that lacks is told.
        if (node.Body["spec"]?["unschedulable"]?.GetValue<bool>() == true && !Tolerates(pod, "node.kubernetes.io/unschedulable", "NoSchedule")) return ["node(s) were unschedulable"];
        var taints = (node.Body["spec"]?["taints"] as JsonArray ?? []).OfType<JsonObject>().Where(t => t["effect"]?.ToString() is "NoSchedule" or "NoExecute");
        if (taints.Any(t => !Tolerates(pod, t["key"]!.ToString(), t["effect"]!.ToString()))) return ["node(s) had untolerated taint(s)"];
        var selector = pod.Body["spec"]?["nodeSelector"] as JsonObject ?? [];
        if (!selector.All(wanted => node.Label(wanted.Key) == wanted.Value?.ToString())) return ["node(s) didn't match Pod's node affinity/selector"];
        var here = pods.Where(p => p.NodeName == node.Key.Name && p.Phase is not ("Failed" or "Succeeded")).ToList();
        var allocatable = node.Body["status"]?["allocatable"];
        return
        [
            .. here.Count >= Quantities.Parse(allocatable?["pods"]?.ToString()) ? ["Too many pods"] : Array.Empty<string>(),
            .. Resources.Where(r => Request(pod, r) > 0 && Request(pod, r) + here.Sum(p => Request(p, r)) > Quantities.Parse(allocatable?[r]?.ToString())).Select(r => $"Insufficient {r}"),
        ];
    }

    /// <summary>What a pod's containers request together, in cores or bytes.</summary>
    public static decimal Request(StoredObject pod, string resource) =>
        (pod.Body["spec"]?["containers"] as JsonArray ?? []).Sum(c => Quantities.Parse(c?["resources"]?["requests"]?[resource]?.ToString()));

    private static bool Tolerates(StoredObject pod, string key, string effect) =>
        (pod.Body["spec"]?["tolerations"] as JsonArray ?? []).OfType<JsonObject>().Any(t =>
            (t["key"] is null || t["key"]!.ToString() == key) && (t["effect"] is null || t["effect"]!.ToString() == effect));

    private static string? Unbound(RecordedWorld world, StoredObject pod)
    {
        var claims = world.Catalog.OfKind("v1", "PersistentVolumeClaim")!;
        foreach (var name in (pod.Body["spec"]?["volumes"] as JsonArray ?? []).Select(v => v?["persistentVolumeClaim"]?["claimName"]?.ToString()).OfType<string>())
        {
            if (world.Objects.Get(new ObjectKey(claims, pod.Key.Namespace, name)) is not { } claim) return $"persistentvolumeclaim \"{name}\" not found. not found";
            if (claim.Phase != "Bound") return "pod has unbound immediate PersistentVolumeClaims. not found";
        }
        return null;
    }
}
