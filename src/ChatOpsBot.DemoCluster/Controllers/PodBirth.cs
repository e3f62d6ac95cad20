using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>A new pod in the place of one that left: created, bound to a node, started, and then as well or as ill as that one.</summary>
internal sealed class PodBirth(RecordedWorld world, Schedule schedule, EventRecorder events)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Five letters as Kubernetes picks them: no vowels, so that no word comes out.</summary>
    public static string Suffix() => new(Random.Shared.GetItems<char>("bcdfghjklmnpqrstvwxz2456789", 5));

    public StoredObject Create(StoredObject leaving, string name, string? node)
    {
        var body = leaving.Body.DeepClone().AsObject();
        var metadata = body["metadata"]!.AsObject();
        metadata["name"] = name;
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Timestamps.Format(schedule.Now);
        metadata["generation"] = 1;
        metadata.Remove("deletionTimestamp");
        metadata.Remove("deletionGracePeriodSeconds");
        metadata.Remove("resourceVersion");
        var spec = body["spec"]!.AsObject();
        if (node is null) spec.Remove("nodeName");
        else spec["nodeName"] = node;
        body["status"] = PodStatus.New(leaving);
        return world.Objects.Put(leaving.Key with { Name = name }, body);
    }

    /// <summary>The scheduler's turn, then the kubelet's.</summary>
    public void Settle(StoredObject created, StoredObject leaving, Action settled) => schedule.After(Moment, () =>
    {
        using var exclusive = world.Objects.Exclusive();
        if (Current(created) is not { } pod) return;
        // No node had room for the one before; nor is there any now.
        var unschedulable = leaving.NodeName is null ? PodStatus.WhyUnschedulable(leaving) : null;
        var placement = unschedulable is null ? Placement.Of(world, pod) : new Placement(null, unschedulable);
        if (placement.Node is not { } node)
        {
            var stuck = world.Objects.Put(pod.Key, PodStatus.Unschedulable(pod, placement.Why!, schedule.Now));
            events.Scheduler(stuck, "Warning", "FailedScheduling", "Scheduling", placement.Why!);
            return;
        }
        var bound = world.Objects.Put(pod.Key, PodStatus.Bound(pod, node, schedule.Now));
        events.Scheduler(bound, "Normal", "Scheduled", "Binding", $"Successfully assigned {pod.Key.Namespace}/{pod.Key.Name} to {node}");
        schedule.After(Moment, () => Start(bound, leaving, settled));
    });

    private void Start(StoredObject bound, StoredObject leaving, Action settled)
    {
        using var exclusive = world.Objects.Exclusive();
        if (Current(bound) is not { } pod) return;
        var address = NodeConditions.InternalAddress(world, pod.NodeName!);
        var started = world.Objects.Put(pod.Key, PodStatus.AsBefore(pod, leaving, address, FreeAddress(pod.NodeName!), schedule.Now));
        var running = PodStatus.Running(started);
        world.Logs.Repeat(leaving.Uid, started.Uid, schedule.Now, running.Select(c => c["name"]!.GetValue<string>()).ToHashSet());
        foreach (var container in running)
        {
            var name = container["name"]!.GetValue<string>();
            events.Kubelet(started, "Pulled", $"Container image \"{container["image"]}\" already present on machine", name);
            events.Kubelet(started, "Created", $"Created container: {name}", name);
            events.Kubelet(started, "Started", $"Started container {name}", name);
        }
        settled();
    }

    private StoredObject? Current(StoredObject pod) =>
        world.Objects.Get(pod.Key) is { IsDeleting: false } current && current.Uid == pod.Uid ? current : null;

    // Beside the addresses that the node's pods have.
    private string FreeAddress(string node)
    {
        var taken = world.Objects.List(world.Catalog.Pods).Select(p => p.Body["status"]?["podIP"]?.GetValue<string>()).ToHashSet();
        var prefix = world.Objects.List(world.Catalog.Nodes).FirstOrDefault(n => n.Key.Name == node)?.Body["spec"]?["podCIDR"]?.GetValue<string>()
            ?? world.Objects.List(world.Catalog.Pods).Where(p => p.NodeName == node).Select(p => p.Body["status"]?["podIP"]?.GetValue<string>()).FirstOrDefault(ip => ip is not null)
            ?? "10.244.0.0";
        prefix = prefix[..(prefix.LastIndexOf('.') + 1)];
        return Enumerable.Range(2, 250).Select(i => prefix + i).First(ip => !taken.Contains(ip));
    }
}
