using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>A Deployment's counters and conditions, from those of its ReplicaSets.</summary>
internal static class DeploymentStatus
{
    public static IReadOnlyList<StoredObject> ReplicaSets(RecordedWorld world, StoredObject deployment) =>
    [
        .. world.Objects.List(world.Catalog.OfKind("apps/v1", "ReplicaSet")!, deployment.Key.Namespace)
            .Where(s => s.Controller?["uid"]?.ToString() == deployment.Uid)
            .OrderBy(Revision),
    ];

    public static long Revision(StoredObject item) =>
        long.TryParse(item.Annotation("deployment.kubernetes.io/revision"), out var revision) ? revision : 0;

    /// <summary>The ReplicaSet of the template as it is now.</summary>
    public static StoredObject? Newest(StoredObject deployment, IReadOnlyList<StoredObject> sets) =>
        sets.FirstOrDefault(s => JsonNode.DeepEquals(Template(s), Template(deployment)));

    public static void Write(RecordedWorld world, ObjectKey key, DateTimeOffset now)
    {
        if (world.Objects.Get(key) is not { } deployment) return;
        var sets = ReplicaSets(world, deployment);
        var newest = Newest(deployment, sets);
        long Sum(string field) => sets.Sum(s => s.Body["status"]?[field].Number() ?? 0);
        var wanted = deployment.Body["spec"]?["replicas"].Number() ?? 1;
        var (replicas, ready) = (Sum("replicas"), Sum("readyReplicas"));
        var updated = newest?.Body["status"]?["replicas"].Number() ?? 0;
        var body = deployment.Body.DeepClone().AsObject();
        var status = body["status"]!.AsObject();
        var before = deployment.Body["status"]?.AsObject();
        if (deployment.Metadata["generation"].Number() is { } generation) status["observedGeneration"] = generation;
        foreach (var (field, value) in new[] { ("replicas", replicas), ("updatedReplicas", updated), ("readyReplicas", ready), ("availableReplicas", ready), ("unavailableReplicas", Math.Max(0, Math.Max(wanted, replicas) - ready)) })
        {
            if (value > 0) status[field] = value;
            else status.Remove(field);
        }
        var enough = ready >= wanted - Rollout.MaxUnavailable(deployment);
        Set(status, "Available", enough, enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable", enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.", now);
        if (newest is not null)
        {
            var complete = updated == wanted && replicas == wanted && ready == wanted;
            var moved = before?["updatedReplicas"].Number() != status["updatedReplicas"].Number() || (status["readyReplicas"].Number() ?? 0) > (before?["readyReplicas"].Number() ?? 0);
            if (complete) Set(status, "Progressing", true, "NewReplicaSetAvailable", $"ReplicaSet \"{newest.Key.Name}\" has successfully progressed.", now);
            else if (moved && updated > 0 && Progress(status)?["reason"]?.ToString() != "NewReplicaSetAvailable")
                Set(status, "Progressing", true, "ReplicaSetUpdated", $"ReplicaSet \"{newest.Key.Name}\" is progressing.", now);
        }
        world.Objects.Put(key, body);
    }

    public static JsonObject? Progress(JsonObject? status) =>
        (status?["conditions"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(c => c["type"]?.ToString() == "Progressing");

    public static void Set(JsonObject status, string type, bool holds, string reason, string message, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
        var condition = conditions.OfType<JsonObject>().FirstOrDefault(c => c["type"]?.ToString() == type);
        var value = holds ? "True" : "False";
        if (condition is not null && condition["status"]?.ToString() == value && condition["reason"]?.ToString() == reason && condition["message"]?.ToString() == message) return;
        if (condition is null) conditions.Add(condition = new JsonObject { ["type"] = type });
        if (condition["status"]?.ToString() != value) condition["lastTransitionTime"] = Timestamps.Format(now);
        condition["status"] = value;
        condition["lastUpdateTime"] = Timestamps.Format(now);
        condition["reason"] = reason;
        condition["message"] = message;
    }

    private static JsonNode Template(StoredObject item)
    {
        var template = item.Body["spec"]!["template"]!.DeepClone();
        (template["metadata"]?["labels"] as JsonObject)?.Remove("pod-template-hash");
        template["metadata"]?.AsObject().Remove("creationTimestamp");
        return template;
    }
}
