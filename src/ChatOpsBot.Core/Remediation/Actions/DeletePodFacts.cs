using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis;

namespace ChatOpsBot.Core.Remediation.Actions;

/// <summary>Everything that the danger of deleting a pod depends on, read anew for each plan.</summary>
internal sealed record DeletePodFacts
{
    public required Pod Pod { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required NodeState Node { get; init; }

    /// <summary>--force.</summary>
    public bool Force { get; init; }

    /// <summary>--grace, in seconds.</summary>
    public int? Grace { get; init; }

    /// <summary>The other pods of the same controller; null: they could not be read.</summary>
    public IReadOnlyList<Pod>? Siblings { get; init; }

    /// <summary>The claims of the pod that only one node may mount.</summary>
    public IReadOnlyList<PersistentVolumeClaim> SingleNodeClaims { get; init; } = [];

    /// <summary>The attachments of those claims' volumes.</summary>
    public IReadOnlyList<VolumeAttachment> Attachments { get; init; } = [];

    /// <summary>The disruption budgets that select the pod.</summary>
    public IReadOnlyList<PodDisruptionBudget> Budgets { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    public ObjectUid Uid => new(Pod.Metadata.Uid);

    public string Target => $"{Pod.Metadata.Namespace}/pod/{Pod.Metadata.Name}";

    /// <summary>What the API server is told; null: the pod's own grace period.</summary>
    public int? GraceToSend => Force ? 0 : Grace;

    public OwnerReference? Owner => Pod.Metadata.OwnerReferences.FirstOrDefault(owner => owner.Controller == true);

    public bool IsStateful => Owner?.Kind == "StatefulSet";

    /// <summary>No other pod of its controller is ready, and it is.</summary>
    public bool IsLastReady => Siblings is not null && Pod.IsReady() && !Siblings.Any(sibling => sibling.IsReady() && sibling.Metadata.DeletionTimestamp is null);

    public static async Task<ClusterResult<DeletePodFacts>> ReadAsync(IClusterReader cluster, ActionOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var read = await cluster.GetAsync<Pod>(order.Namespace, order.Name, cancellationToken);
        if (!read.Has(out var pod, out var failure)) return failure;
        var reading = new ClusterReading(cluster, cancellationToken);
        var ns = pod.Metadata.Namespace;
        var onNode = pod.IsScheduled();
        var node = onNode ? reading.GetAsync<Node>(null, pod.Spec.NodeName!) : null;
        var lease = onNode ? reading.GetAsync<Lease>("kube-node-lease", pod.Spec.NodeName!) : null;
        var pods = reading.ListAsync<Pod>(ns);
        var budgets = reading.ListAsync<PodDisruptionBudget>(ns);
        var claims = await Task.WhenAll(References.ClaimsOf(pod).Select(name => reading.GetAsync<PersistentVolumeClaim>(ns, name)));
        var single = claims.Select(look => look.Object).OfType<PersistentVolumeClaim>().Where(IsForOneNode).ToList();
        var attachments = single.Count > 0 ? await reading.ListAsync<VolumeAttachment>(null) : [];
        var owner = pod.Metadata.OwnerReferences.FirstOrDefault(reference => reference.Controller == true);
        var all = await pods;
        var matching = (await budgets).Where(budget => budget.Spec.Selector?.Selects(pod.Metadata.Labels) == true).ToList();
        return new DeletePodFacts
        {
            Pod = pod,
            Now = now,
            Node = NodeState.Of(pod.Spec.NodeName, node is null ? null : await node, lease is null ? null : (await lease).Object),
            Force = order.Options.ContainsKey("force"),
            Grace = order.Options.TryGetValue("grace", out var grace) ? int.Parse(grace, CultureInfo.InvariantCulture) : null,
            Siblings = reading.Gaps.Any(gap => gap.Kind.Equals(ResourceKinds.Pod)) ? null
                : [.. all.Where(other => owner is not null && other.Metadata.Uid != pod.Metadata.Uid && other.Metadata.OwnerReferences.Any(reference => reference.Uid == owner.Uid))],
            SingleNodeClaims = single,
            Attachments = [.. attachments.Where(attachment => single.Any(claim => claim.Spec.VolumeName == attachment.Spec.Source.PersistentVolumeName))],
            Budgets = matching,
            Gaps = reading.Gaps,
        };
    }

    private static bool IsForOneNode(PersistentVolumeClaim claim) =>
        (claim.Status.AccessModes.Count > 0 ? claim.Status.AccessModes : claim.Spec.AccessModes) is { Count: > 0 } modes
        && modes.All(mode => mode is "ReadWriteOnce" or "ReadWriteOncePod");
}
