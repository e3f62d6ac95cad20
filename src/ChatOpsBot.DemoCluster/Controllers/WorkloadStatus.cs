using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The counters in a workload's status, after its pods have changed.</summary>
internal static class WorkloadStatus
{
    public static void Count(RecordedWorld world, StoredObject owner, DateTimeOffset now)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(owner.Key) is not { } workload || workload.Key.Type.Kind is not ("ReplicaSet" or "StatefulSet")) return;
        var pods = world.Objects.List(world.Catalog.Pods, workload.Key.Namespace)
            .Where(p => p.Controller?["uid"]?.GetValue<string>() == workload.Uid && p.Phase is not ("Failed" or "Succeeded"))
            .Where(p => !p.IsDeleting || workload.Key.Type.Kind == "StatefulSet")
            .ToList();
        var ready = pods.Count(PodStatus.IsReady);
        var counted = Write(world, workload, pods.Count, ready);
        if (counted.Controller is { } reference && reference["kind"]?.GetValue<string>() == "Deployment"
            && world.Catalog.OfKind("apps/v1", "Deployment") is { } type
            && world.Objects.Get(new ObjectKey(type, workload.Key.Namespace, reference["name"]!.GetValue<string>())) is { } deployment)
            DeploymentStatus.Write(world, deployment.Key, now);
    }

    private static StoredObject Write(RecordedWorld world, StoredObject workload, int replicas, int ready)
    {
        var body = workload.Body.DeepClone().AsObject();
        var status = body["status"]!.AsObject();
        Set(status, "replicas", replicas, keepZero: true);
        Set(status, "readyReplicas", ready);
        Set(status, "availableReplicas", ready, keepZero: workload.Key.Type.Kind == "StatefulSet");
        if (workload.Key.Type.Kind == "ReplicaSet") Set(status, "fullyLabeledReplicas", replicas);
        if (workload.Metadata["generation"].Number() is { } generation) status["observedGeneration"] = generation;
        return world.Objects.Put(workload.Key, body);
    }

    // Go leaves zeros out.
    private static void Set(JsonObject status, string name, int value, bool keepZero = false)
    {
        if (value > 0 || keepZero) status[name] = (long)value;
        else status.Remove(name);
    }
}
