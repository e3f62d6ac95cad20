using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Furnishes a new namespace, and empties one that is being deleted: its pods first, then everything else, then itself.</summary>
internal sealed class NamespaceController(RecordedWorld world, Schedule schedule, Kubelets kubelets, GarbageCollector garbage)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // How long finalizers are given before the next look: half of 15 s and one.
    private static readonly TimeSpan ForFinalizers = TimeSpan.FromSeconds(8);

    private ResourceType Type { get; } = world.Catalog.OfKind("v1", "Namespace")!;

    public bool IsGoing(string? name) => name is not null && world.Objects.Get(new ObjectKey(Type, null, name)) is { IsDeleting: true };

    public void Changed(Change change)
    {
        if (change is { Before: null, After: { } made }) schedule.After(TimeSpan.FromSeconds(1), () => Furnish(made.Key.Name));
        else if (change is { Before.IsDeleting: false, After: { IsDeleting: true } going }) schedule.After(Patience, () => Empty(going));
    }

    private void Furnish(string name)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(new ObjectKey(Type, null, name)) is not { IsDeleting: false }) return;
        foreach (var (kind, item) in new[] { ("ServiceAccount", "default"), ("ConfigMap", "kube-root-ca.crt") })
        {
            var type = world.Catalog.OfKind("v1", kind)!;
            if (world.Objects.Get(new ObjectKey(type, name, item)) is not null || world.Objects.Get(new ObjectKey(type, "default", item)) is not { } pattern) continue;
            var body = pattern.Body.DeepClone().AsObject();
            body["metadata"]!["namespace"] = name;
            body["metadata"]!["uid"] = world.Identities.Uid();
            body["metadata"]!["creationTimestamp"] = Timestamps.Format(schedule.Now);
            world.Objects.Put(new ObjectKey(type, name, item), body);
        }
    }

    private void Empty(StoredObject marked)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(marked.Key) is not { IsDeleting: true } @namespace || @namespace.Uid != marked.Uid) return;
        var pods = world.Objects.List(world.Catalog.Pods, marked.Key.Name);
        if (pods.Count > 0)
        {
            foreach (var pod in pods.Where(p => !p.IsDeleting)) End(pod);
            // The pods go before anything is counted, so nothing is said to remain.
            Report(@namespace, [], []);
            var grace = pods.Max(p => p.GracePeriod(null));
            schedule.After(TimeSpan.FromSeconds((grace / 2) + 1), () => Empty(marked));
            return;
        }
        foreach (var item in Contents(marked.Key.Name)) Remove(item);
        var rest = Contents(marked.Key.Name);
        if (rest.Count == 0)
        {
            world.Objects.Remove(@namespace.Key);
            return;
        }
        Report(
            @namespace,
            [.. rest.GroupBy(o => o.Key.Type).Select(g => $"{g.Key.Plural}.{g.Key.Group} has {g.Count()} resource instances").Order(StringComparer.Ordinal)],
            [.. rest.SelectMany(o => o.Metadata["finalizers"] as JsonArray ?? []).GroupBy(f => f!.ToString()).Select(g => $"{g.Key} in {g.Count()} resource instances").Order(StringComparer.Ordinal)]);
        schedule.After(ForFinalizers, () => Empty(marked));
    }

    private void End(StoredObject pod)
    {
        var grace = pod.GracePeriod(null);
        if (grace == 0 && !pod.HasFinalizers)
        {
            world.Objects.Remove(pod.Key);
            kubelets.Gone(pod);
        }
        else kubelets.Terminate(world.Objects.Put(pod.Key, pod.Deleting(schedule.Now.AddSeconds(grace), grace)), TimeSpan.FromSeconds(grace));
    }

    private void Remove(StoredObject item)
    {
        if (item.HasFinalizers)
        {
            if (!item.IsDeleting) world.Objects.Put(item.Key, item.Deleting(schedule.Now, 0));
            return;
        }
        world.Objects.Remove(item.Key);
        garbage.OwnerGone(item, orphan: false);
    }

    private List<StoredObject> Contents(string name) =>
        [.. world.Objects.All().Where(o => o.Key.Namespace == name && o.Key.Type != world.Catalog.Pods && o.Key.Type.Group != "metrics.k8s.io")];

    private void Report(StoredObject @namespace, IReadOnlyList<string> remaining, IReadOnlyList<string> finalizers)
    {
        var body = @namespace.Body.DeepClone().AsObject();
        var conditions = new JsonArray();
        Add("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered");
        Add("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed");
        Add("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization");
        if (remaining.Count > 0) Add("NamespaceContentRemaining", true, "SomeResourcesRemain", $"Some resources are remaining: {string.Join(", ", remaining)}");
        else Add("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed");
        if (finalizers.Count > 0) Add("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {string.Join(", ", finalizers)}");
        else Add("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished");
        body["status"]!["conditions"] = conditions;
        world.Objects.Put(@namespace.Key, body);

        void Add(string type, bool holds, string reason, string message) => conditions.Add(new JsonObject
        {
            ["type"] = type,
            ["status"] = holds ? "True" : "False",
            ["lastTransitionTime"] = Timestamps.Format(schedule.Now),
            ["reason"] = reason,
            ["message"] = message,
        });
    }
}
