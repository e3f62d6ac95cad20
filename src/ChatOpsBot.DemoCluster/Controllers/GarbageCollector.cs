using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>What follows its owner out of the cluster, and the pods of a node that was deleted.</summary>
internal sealed class GarbageCollector(RecordedWorld world, Schedule schedule, Kubelets kubelets)
{
    // PodGC leaves pods of a missing node alone for 40 s and looks every 20 s.
    private static readonly TimeSpan MissingNode = TimeSpan.FromSeconds(60);

    public void OwnerGone(StoredObject owner, bool orphan)
    {
        if (owner.Key.Type == world.Catalog.Nodes) schedule.After(MissingNode, () => CollectPods(owner.Key.Name));
        foreach (var dependent in Dependents(owner))
        {
            if (orphan) Release(dependent, owner.Uid);
            else if (dependent.Key.Type == world.Catalog.Pods && !dependent.IsMirror) EndPod(dependent);
            else if (dependent.Key.Type != world.Catalog.Pods && !dependent.IsDeleting) EndOther(dependent);
        }
    }

    private List<StoredObject> Dependents(StoredObject owner) =>
        [.. world.Objects.All().Where(o => (o.Metadata["ownerReferences"] as JsonArray ?? []).Any(r => r?["uid"]?.GetValue<string>() == owner.Uid))];

    // Whoever has a finalizer on it says when it goes.
    private void EndOther(StoredObject dependent)
    {
        if (dependent.HasFinalizers)
        {
            world.Objects.Put(dependent.Key, dependent.Deleting(schedule.Now, 0));
            return;
        }
        world.Objects.Remove(dependent.Key);
        OwnerGone(dependent, orphan: false);
    }

    private void EndPod(StoredObject pod)
    {
        if (pod.IsDeleting) return;
        var grace = pod.GracePeriod(null);
        if (grace == 0 && !pod.HasFinalizers)
        {
            world.Objects.Remove(pod.Key);
            return;
        }
        var marked = world.Objects.Put(pod.Key, pod.Deleting(schedule.Now.AddSeconds(grace), grace));
        kubelets.Terminate(marked, TimeSpan.FromSeconds(grace));
    }

    private void Release(StoredObject dependent, string ownerUid)
    {
        var body = dependent.Body.DeepClone().AsObject();
        var references = body["metadata"]!["ownerReferences"]!.AsArray();
        references.RemoveAll(r => r?["uid"]?.GetValue<string>() == ownerUid);
        if (references.Count == 0) body["metadata"]!.AsObject().Remove("ownerReferences");
        world.Objects.Put(dependent.Key, body);
    }

    private void CollectPods(string node)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(new ObjectKey(world.Catalog.Nodes, null, node)) is not null) return;
        foreach (var pod in world.Objects.List(world.Catalog.Pods).Where(p => p.NodeName == node && !p.HasFinalizers))
        {
            world.Objects.Remove(pod.Key);
            if (!pod.IsMirror) kubelets.Gone(pod);
        }
    }
}
