using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>
/// The kubelets' signs of life, and what follows when a node gives none: its pods are not ready any more, and after their
/// toleration of five minutes they are deleted and stay Terminating, since nobody there ends them.
/// </summary>
internal sealed class NodeLifecycleController(RecordedWorld world, Schedule schedule, Kubelets kubelets)
{
    private static readonly TimeSpan LeaseRenewal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Toleration = TimeSpan.FromMinutes(5);

    public void Start() => schedule.After(LeaseRenewal, Renew);

    public void Changed(Change change)
    {
        if (change is not { Before: { } before, After: { } after }) return;
        var (was, now) = (NodeConditions.IsReady(before), NodeConditions.IsReady(after));
        if (was == now) return;
        foreach (var pod in world.Objects.List(world.Catalog.Pods).Where(p => p.NodeName == after.Key.Name)) Reachable(pod, now);
        if (!now) schedule.After(Toleration, () => Evict(after));
    }

    private void Renew()
    {
        using var exclusive = world.Objects.Exclusive();
        var leases = world.Catalog.OfKind("coordination.k8s.io/v1", "Lease")!;
        foreach (var lease in world.Objects.List(leases, "kube-node-lease").Where(l => NodeConditions.IsReady(world, l.Key.Name)))
        {
            var body = lease.Body.DeepClone().AsObject();
            body["spec"]!["renewTime"] = Timestamps.FormatMicro(schedule.Now);
            world.Objects.Put(lease.Key, body);
        }
        schedule.After(LeaseRenewal, Renew);
    }

    private void Reachable(StoredObject pod, bool reachable)
    {
        var body = pod.Body.DeepClone().AsObject();
        var serving = PodStatus.Running(pod).Count > 0 && (body["status"]?["containerStatuses"] as JsonArray ?? []).All(c => c?["ready"]?.GetValue<bool>() == true);
        foreach (var condition in (body["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>().Where(c => c["type"]?.ToString() == "Ready"))
        {
            var value = reachable && serving ? "True" : "False";
            if (condition["status"]?.ToString() == value) continue;
            condition["status"] = value;
            condition["lastTransitionTime"] = Timestamps.Format(schedule.Now);
        }
        world.Objects.Put(pod.Key, body);
    }

    private void Evict(StoredObject node)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(node.Key) is not { } still || still.Uid != node.Uid || NodeConditions.IsReady(still)) return;
        foreach (var pod in world.Objects.List(world.Catalog.Pods).Where(p => p.NodeName == node.Key.Name && !p.IsDeleting && !p.IsMirror && p.Controller?["kind"]?.ToString() != "DaemonSet"))
        {
            var grace = pod.GracePeriod(null);
            kubelets.Terminate(world.Objects.Put(pod.Key, pod.Deleting(schedule.Now.AddSeconds(grace), grace)), TimeSpan.FromSeconds(grace));
        }
    }
}
