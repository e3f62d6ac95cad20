using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The scheduler's decision: the node with the fewest pods among those that fit, or why there is none.</summary>
internal sealed record Placement(string? Node, string? Why)
{
    private static readonly string[] Resources = ["cpu", "memory"];

    public static Placement Of(RecordedWorld world, Volumes volumes, StoredObject pod)
    {
        if (pod.NodeName is { } already) return new Placement(already, null);
        var nodes = world.Objects.List(world.Catalog.Nodes);
        if (Unbound(world, volumes, pod) is { } claim) return new Placement(null, $"0/{nodes.Count} nodes are available: {claim}");
        var pods = world.Objects.List(world.Catalog.Pods);
        var reasons = nodes.ToDictionary(n => n.Key.Name, n => WhyNot(world, volumes, pod, n, pods));
        var fitting = reasons.Where(r => r.Value.Length == 0).Select(r => r.Key).ToList();
        if (fitting.Count > 0) return new Placement(fitting.MinBy(n => pods.Count(p => p.NodeName == n)), null);
        // As the scheduler sorts them: by the text, its number included.
        var counted = reasons.Values.SelectMany(r => r).GroupBy(r => r).Select(g => $"{g.Count()} {g.Key}").Order(StringComparer.Ordinal);
        var n = nodes.Count;
        return new Placement(
            null,
            $"0/{n} nodes are available: {string.Join(", ", counted)}. no new claims to deallocate, preemption: 0/{n} nodes are available: {n} Preemption is not helpful for scheduling.");
    }

    private static string[] WhyNot(RecordedWorld world, Volumes volumes, StoredObject pod, StoredObject node, IReadOnlyList<StoredObject> pods)
    {
        // The scheduler's filters, in their order: the first of the node's own that fails is its reason, all that lacks is told.
        var tolerations = (pod.Body["spec"]?["tolerations"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (node.Body["spec"]?["unschedulable"]?.GetValue<bool>() == true && !Tolerations.Bear(tolerations, new JsonObject { ["key"] = "node.kubernetes.io/unschedulable", ["effect"] = "NoSchedule" })) return ["node(s) were unschedulable"];
        var taints = (node.Body["spec"]?["taints"] as JsonArray ?? []).OfType<JsonObject>().Where(t => t["effect"]?.ToString() is "NoSchedule" or "NoExecute");
        if (taints.Any(t => !Tolerations.Bear(tolerations, t))) return ["node(s) had untolerated taint(s)"];
        if (!NodeAffinity.Matches(pod.Body["spec"], node)) return [NodeAffinity.Target(pod) is null ? "node(s) didn't match Pod's node affinity/selector" : "node(s) didn't satisfy plugin(s) [NodeAffinity]"];
        var here = pods.Where(p => p.NodeName == node.Key.Name && p.Phase is not ("Failed" or "Succeeded")).ToList();
        var allocatable = node.Body["status"]?["allocatable"];
        string[] lacking =
        [
            .. here.Count >= Quantities.Parse(allocatable?["pods"]?.ToString()) ? ["Too many pods"] : Array.Empty<string>(),
            .. Resources.Where(r => Request(pod, r) > 0 && Request(pod, r) + here.Sum(p => Request(p, r)) > Quantities.Parse(allocatable?[r]?.ToString())).Select(r => $"Insufficient {r}"),
        ];
        return lacking.Length > 0 ? lacking : Unreachable(world, volumes, pod, node) is { } why ? [why] : [];
    }

    private static string? Unreachable(RecordedWorld world, Volumes volumes, StoredObject pod, StoredObject node)
    {
        foreach (var claim in Volumes.Named(pod).Select(n => volumes.Claim(pod, n)).OfType<StoredObject>())
        {
            if (claim.Phase == "Bound")
            {
                if (volumes.Of(claim) is { } volume && !NodeAffinity.Reaches(volume, node)) return "node(s) had volume node affinity conflict";
            }
            else if (volumes.Find(claim, node) is null && StorageClasses.Of(world, claim) is { } @class && StorageClasses.Provisioner(@class) == StorageClasses.NoProvisioner)
                return "node(s) didn't find available persistent volumes to bind";
        }
        return null;
    }

    /// <summary>What a pod's containers request together, in cores or bytes.</summary>
    public static decimal Request(StoredObject pod, string resource) =>
        (pod.Body["spec"]?["containers"] as JsonArray ?? []).Sum(c => Quantities.Parse(c?["resources"]?["requests"]?[resource]?.ToString()));

    private static string? Unbound(RecordedWorld world, Volumes volumes, StoredObject pod)
    {
        foreach (var name in Volumes.Named(pod))
        {
            if (volumes.Claim(pod, name) is not { IsDeleting: false } claim) return $"persistentvolumeclaim \"{name}\" not found. not found";
            if (claim.Phase != "Bound" && !StorageClasses.Waits(StorageClasses.Of(world, claim))) return "pod has unbound immediate PersistentVolumeClaims. not found";
        }
        return null;
    }
}
