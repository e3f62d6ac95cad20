using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>A new pod: bound to a node, started, and then as well or as ill as the one whose place it takes.</summary>
internal sealed class PodBirth(RecordedWorld world, Schedule schedule, EventRecorder events, PodStartup startup, ImageRegistry images, Volumes volumes)
{
    private static readonly string[] Compared = ["image", "command", "args", "livenessProbe", "readinessProbe", "startupProbe"];
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The scheduler's turn, then the kubelet's.</summary>
    /// <param name="created">The pod.</param>
    /// <param name="like">A pod of the same template that shows how this one will fare; without one, its spec decides.</param>
    public void Settle(StoredObject created, StoredObject? like) => schedule.After(Moment, () =>
    {
        using var exclusive = world.Objects.Exclusive();
        if (Current(created) is { } pod) Place(pod, like);
    });

    /// <summary>Tries again what found no node.</summary>
    public void RetryUnschedulable()
    {
        using var exclusive = world.Objects.Exclusive();
        foreach (var pod in world.Objects.List(world.Catalog.Pods).Where(p => p is { IsDeleting: false, NodeName: null, Phase: "Pending" } && (PodStatus.WhyUnschedulable(p) is not null || Volumes.Named(p).Any())))
            Place(pod, null);
    }

    /// <summary>Tries again what waits for a ConfigMap or a Secret.</summary>
    public void RetryConfig(string @namespace)
    {
        using var exclusive = world.Objects.Exclusive();
        foreach (var pod in world.Objects.List(world.Catalog.Pods, @namespace).Where(p => p is { IsDeleting: false, NodeName: not null } && WaitsForConfig(p)))
            StartAgain(pod);
    }

    /// <summary>What waited can be started now.</summary>
    public void StartAgain(StoredObject pod) => schedule.After(Moment, () => Start(pod, null));

    private void Place(StoredObject pod, StoredObject? like)
    {
        var placement = Placement.Of(world, volumes, pod);
        if (placement.Node is not { } node)
        {
            if (PodStatus.WhyUnschedulable(pod) == placement.Why) return;
            var stuck = world.Objects.Put(pod.Key, PodStatus.Unschedulable(pod, placement.Why!, schedule.Now));
            events.Scheduler(stuck, "Warning", "FailedScheduling", "Scheduling", placement.Why!);
            return;
        }
        if (!Mount(pod, node)) return;
        var bound = world.Objects.Put(pod.Key, PodStatus.Bound(pod, node, schedule.Now));
        events.Scheduler(bound, "Normal", "Scheduled", "Binding", $"Successfully assigned {pod.Key.Namespace}/{pod.Key.Name} to {node}");
        schedule.After(Moment, () => Start(bound, like));
    }

    // The volumes that waited for the pod's node; false while somebody outside has still to make one.
    private bool Mount(StoredObject pod, string node)
    {
        var ready = true;
        foreach (var claim in Volumes.Named(pod).Select(n => volumes.Claim(pod, n)).OfType<StoredObject>().Where(c => c.Phase != "Bound"))
        {
            if (volumes.Find(claim, world.Objects.Get(new ObjectKey(world.Catalog.Nodes, null, node))) is { } volume) volumes.Bind(claim, volume);
            else
            {
                ready = false;
                volumes.Select(claim, node);
            }
        }
        return ready;
    }

    private void Start(StoredObject bound, StoredObject? like)
    {
        using var exclusive = world.Objects.Exclusive();
        if (Current(bound) is not { } pod) return;
        var address = NodeConditions.InternalAddress(world, pod.NodeName!);
        if (!NodeConditions.IsReady(world, pod.NodeName!)) return;
        var podAddress = pod.Body["status"]?["podIP"]?.ToString() ?? FreeAddress(pod.NodeName!);
        if (like is null || !FaresLike(pod, like))
        {
            startup.Begin(pod, address, podAddress);
            return;
        }
        var started = world.Objects.Put(pod.Key, PodStatus.AsBefore(pod, like, address, podAddress, schedule.Now, world.Identities.ContainerId));
        var running = PodStatus.Running(started);
        world.Logs.Repeat(like.Uid, started.Uid, schedule.Now, running.Select(c => c["name"]!.GetValue<string>()).ToHashSet());
        foreach (var container in running)
        {
            var name = container["name"]!.GetValue<string>();
            events.Kubelet(started, "Pulled", $"Container image \"{container["image"]}\" already present on machine", name);
            events.Kubelet(started, "Created", $"Created container: {name}", name);
            events.Kubelet(started, "Started", $"Started container {name}", name);
        }
    }

    // The programs are the same, they did run, and nothing else is in their way.
    private bool FaresLike(StoredObject pod, StoredObject like)
    {
        var (ours, theirs) = (PodStartup.Containers(pod, "containers"), PodStartup.Containers(like, "containers"));
        return PodConfig.MissingVolume(world, pod) is null
            && ours.Count == theirs.Count
            && ours.Zip(theirs).All(c => Compared.All(f => JsonNode.DeepEquals(c.First[f], c.Second[f])) && images.WhyNot(c.First["image"]!.ToString()) is null && PodConfig.MissingVariable(world, pod, c.First) is null)
            && (like.Body["status"]?["containerStatuses"] as JsonArray ?? []).All(c => c?["containerID"] is not null && c["state"]?["terminated"] is null);
    }

    private static bool WaitsForConfig(StoredObject pod) =>
        (pod.Body["status"]?["containerStatuses"] as JsonArray ?? []).Any(c => c?["state"]?["waiting"]?["reason"]?.ToString() is "CreateContainerConfigError" or "ContainerCreating");

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
