using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The counters in a ReplicaSet's status, and then in its Deployment's, after its pods have changed.</summary>
internal static class WorkloadStatus
{
    public static void Count(RecordedWorld world, StoredObject owner, DateTimeOffset now)
    {
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(owner.Key) is not { } set) return;
        var pods = world.Objects.List(world.Catalog.Pods, set.Key.Namespace).Where(p => p.Controller?["uid"]?.GetValue<string>() == set.Uid && OwnedPods.IsActive(p)).ToList();
        var ready = pods.Count(PodStatus.IsReady);
        var body = set.Body.DeepClone().AsObject();
        var status = body["status"]!.AsObject();
        status["replicas"] = (long)pods.Count;
        Counters.Set(status, "readyReplicas", ready);
        Counters.Set(status, "availableReplicas", ready);
        Counters.Set(status, "fullyLabeledReplicas", pods.Count);
        if (set.Metadata["generation"].Number() is { } generation) status["observedGeneration"] = generation;
        var counted = world.Objects.Put(set.Key, body);
        if (counted.Controller is { } reference && reference["kind"]?.GetValue<string>() == "Deployment"
            && world.Catalog.OfKind("apps/v1", "Deployment") is { } type
            && world.Objects.Get(new ObjectKey(type, set.Key.Namespace, reference["name"]!.GetValue<string>())) is { } deployment)
            DeploymentStatus.Write(world, deployment.Key, now);
    }
}
