using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Why one node cannot take one pod, by the filters of the scheduler that can be recomputed from objects.</summary>
/// <param name="Node">The node.</param>
/// <param name="Selector">Labels that nodeSelector or required node affinity ask for and the node lacks; null: it matches.</param>
/// <param name="Cordoned">spec.unschedulable.</param>
/// <param name="Taints">Taints that the pod does not tolerate.</param>
/// <param name="Lacking">Resources of which too little is free.</param>
/// <param name="Ports">Host ports that another pod holds: the port and its holder.</param>
/// <param name="Full">No room for one more pod.</param>
internal sealed record NodeFit(
    Node Node, string? Selector, bool Cordoned, IReadOnlyList<Taint> Taints, IReadOnlyList<Lack> Lacking, IReadOnlyList<(int Port, string Holder)> Ports, bool Full)
{
    /// <summary>The node's name.</summary>
    public string Name => Node.Metadata.Name;

    /// <summary>Nothing that can be recomputed speaks against it.</summary>
    public bool Fits => Selector is null && !Cordoned && Taints.Count == 0 && Lacking.Count == 0 && Ports.Count == 0 && !Full;
}

/// <summary>Too little of a resource on a node.</summary>
internal sealed record Lack(string Resource, Quantity Wanted, Quantity Free, Quantity Allocatable);

/// <summary>Recomputes where a pod could go. The scheduler's message counts only the first filter that each node fails at, and a
/// dead or reserved node adds a clause to every message, so the clause to blame is the one that excludes the nodes that could
/// otherwise take the pod (k8s.io/kubernetes/pkg/scheduler/framework/plugins/*).</summary>
internal sealed record Placement(IReadOnlyList<NodeFit> Nodes)
{
    /// <summary>Nodes that the pod's own selector allows.</summary>
    public IReadOnlyList<NodeFit> Chosen => [.. Nodes.Where(node => node.Selector is null)];

    /// <summary>Of those, the ones that it may enter: neither cordoned nor tainted against it.</summary>
    public IReadOnlyList<NodeFit> Open => [.. Chosen.Where(node => !node.Cordoned && node.Taints.Count == 0)];

    /// <summary>The placement of a pod that the scheduler refused to place; null when the nodes could not be read.</summary>
    public static Placement? Of(Snapshot snapshot) => snapshot is { Pod: { } pod, Nodes.Count: > 0 } && pod.IsUnschedulable()
        ? new([.. snapshot.Nodes.Select(node => Fit(pod, node, [.. snapshot.AllPods.Where(other => other.Spec.NodeName == node.Metadata.Name && other.IsLive())]))])
        : null;

    private static NodeFit Fit(Pod pod, Node node, IReadOnlyList<Pod> there) => new(
        node, NodeSelection.Unmet(pod.Spec, node), node.Spec.Unschedulable == true && !Tolerates(pod, new Taint { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" }),
        [.. node.Spec.Taints.Where(taint => taint.Effect is "NoSchedule" or "NoExecute" && taint.Key != "node.kubernetes.io/unschedulable" && !Tolerates(pod, taint)).DistinctBy(taint => taint.Key)],
        [.. Requests(pod.Spec).Select(want => Lacks(want.Key, want.Value, node, there)).OfType<Lack>()],
        [.. HostPorts(pod).SelectMany(port => there.Where(other => HostPorts(other).Contains(port)).Take(1).Select(other => (port.Port, $"{other.Metadata.Namespace}/{other.Metadata.Name}")))],
        node.Status.Allocatable.TryGetValue("pods", out var most) && there.Count >= Quantity.Of(most).Value);

    private static Lack? Lacks(string resource, Quantity wanted, Node node, IReadOnlyList<Pod> there)
    {
        var allocatable = Quantity.Of(node.Status.Allocatable, resource);
        var used = there.Aggregate(Quantity.Zero, (sum, pod) => sum + Requests(pod.Spec).GetValueOrDefault(resource));
        var free = allocatable - used;
        return wanted > free ? new(resource, wanted, free, allocatable) : null;
    }

    /// <summary>What a pod asks for: the sum over its containers and sidecars, or its largest init container, plus overhead.</summary>
    public static Dictionary<string, Quantity> Requests(PodSpec spec)
    {
        var sum = new Dictionary<string, Quantity>();
        foreach (var container in spec.Containers.Concat(spec.InitContainers.Where(container => container.IsSidecar())))
            foreach (var (resource, amount) in container.Resources.Requests) sum[resource] = sum.GetValueOrDefault(resource) + Quantity.Of(amount);
        foreach (var container in spec.InitContainers.Where(container => !container.IsSidecar()))
            foreach (var (resource, amount) in container.Resources.Requests)
                if (Quantity.Of(amount) > sum.GetValueOrDefault(resource)) sum[resource] = Quantity.Of(amount);
        foreach (var (resource, amount) in spec.Overhead) sum[resource] = sum.GetValueOrDefault(resource) + Quantity.Of(amount);
        return sum;
    }

    private static HashSet<(int Port, string Protocol)> HostPorts(Pod pod) =>
        [.. pod.Spec.Containers.SelectMany(container => container.Ports).Where(port => port.HostPort is > 0).Select(port => (port.HostPort!.Value, port.Protocol ?? "TCP"))];

    private static bool Tolerates(Pod pod, Taint taint) => pod.Spec.Tolerations.Any(toleration =>
        (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect)
        && (string.IsNullOrEmpty(toleration.Key) ? toleration.Operator == "Exists" : toleration.Key == taint.Key)
        && (toleration.Operator == "Exists" || (toleration.Value ?? "") == (taint.Value ?? "")));
}
