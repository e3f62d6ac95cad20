using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Finds an object of any kind. Words without a kind mean a pod by its name or its
/// workload's, else the first kind that has an object of just that name, else a pod by a part of its name.</summary>
internal sealed class ObjectResolver(TargetResolver targets)
{
    private delegate Task<Resolution<IClusterObject>> Resolve(Asking asking, string words, string? ns, Func<ResourceRef, string> command, CancellationToken cancellationToken);

    private delegate Task<IClusterObject?> Lookup(Asking asking, string name, string? scope, CancellationToken cancellationToken);

    // In the order in which a bare name is tried.
    private readonly IReadOnlyList<(ResourceKind Kind, Resolve Resolve, Lookup Lookup)> _kinds =
    [
        Entry<Pod>(targets), Entry<Deployment>(targets), Entry<StatefulSet>(targets), Entry<DaemonSet>(targets), Entry<Job>(targets), Entry<CronJob>(targets),
        Entry<Service>(targets), Entry<Ingress>(targets), Entry<PersistentVolumeClaim>(targets), Entry<Node>(targets), Entry<Namespace>(targets),
        Entry<ConfigMap>(targets), Entry<Secret>(targets), Entry<ReplicaSet>(targets), Entry<ServiceAccount>(targets), Entry<PersistentVolume>(targets),
        Entry<StorageClass>(targets), Entry<IngressClass>(targets), Entry<EndpointSlice>(targets), Entry<ResourceQuota>(targets), Entry<LimitRange>(targets),
        Entry<PodDisruptionBudget>(targets), Entry<HorizontalPodAutoscaler>(targets), Entry<NetworkPolicy>(targets), Entry<Lease>(targets), Entry<VolumeAttachment>(targets), Entry<Event>(targets),
    ];

    /// <summary>Finds an object.</summary>
    /// <param name="asking">The circumstances.</param>
    /// <param name="words">"deploy web", "checkout", "node/node1".</param>
    /// <param name="ns">The namespace that was said, or null.</param>
    /// <param name="command">The whole command for one of several matches.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<Resolution<IClusterObject>> ResolveAsync(
        Asking asking, string words, string? ns, Func<ResourceRef, string> command, CancellationToken cancellationToken)
    {
        var target = TargetWords.Read(words);
        if (target.Kind is { } said)
        {
            return _kinds.FirstOrDefault(entry => entry.Kind.Equals(said)).Resolve is { } one
                ? await one(asking, words, ns, command, cancellationToken)
                : new Resolution<IClusterObject>.Other(Reply.Refused(Text.Of("dialog.unread-kind", said.Plural)));
        }
        var pod = await _kinds[0].Resolve(asking, words, ns, command, cancellationToken);
        if (pod is Resolution<IClusterObject>.Other { Reply.Outcome: Outcome.Failed } || IsNamed(pod, target.Name)) return pod;
        foreach (var (_, _, lookup) in _kinds.Skip(1).Take(12))
        {
            if (await lookup(asking, target.Name, ns ?? target.Namespace ?? asking.Namespace, cancellationToken) is { } found)
                return new Resolution<IClusterObject>.Found(found, ns is null && asking.Namespace is null, null);
        }
        return pod;
    }

    // The pod's whole name, or its workload's: nothing of another kind fits better. A part of a pod's name gives way to a whole one.
    private static bool IsNamed(Resolution<IClusterObject> resolved, string name) => resolved is Resolution<IClusterObject>.Found { Value: Pod pod }
        && (Same(pod.Metadata.Name, name) || (PodOwner.Of(pod) is { Kind: not "Node" } owner && Same(owner.Name, name)));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static (ResourceKind, Resolve, Lookup) Entry<T>(TargetResolver targets) where T : class, IClusterObject => (
        ResourceKinds.Of<T>(),
        async (asking, words, ns, command, cancellationToken) => await targets.ResolveAsync<T>(asking, words, ns,
            item => command(new ResourceRef(ResourceKinds.Of<T>(), item.Metadata.Namespace, item.Metadata.Name)), cancellationToken) switch
        {
            Resolution<T>.Found found => new Resolution<IClusterObject>.Found(found.Value, found.AssumedNamespace, found.Assumption),
            var other => new Resolution<IClusterObject>.Other(((Resolution<T>.Other)other).Reply),
        },
        async (asking, name, scope, cancellationToken) =>
            (await TargetResolver.NamedAsync<T>(asking, name, scope, cancellationToken)).Has(out var items, out _) && items.Count > 0 ? items[0] : null);
}
