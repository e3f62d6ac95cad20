using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Keeps as many pods of a ReplicaSet as it asks for.</summary>
internal sealed class ReplicaSetController(RecordedWorld world, Schedule schedule, EventRecorder events, OwnedPods pods)
{
    private const string Component = "replicaset-controller";

    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { IsDeleting: false } set) return;
        var active = pods.Of(set).Where(OwnedPods.IsActive).ToList();
        var wanted = set.Body["spec"]?["replicas"].Number() ?? 1;
        string? failure = null;
        for (var i = active.Count; i < wanted && failure is null; i++) failure = Create(set);
        if (active.Count > wanted)
        {
            // Who is furthest from serving goes first.
            var leaving = active.OrderBy(p => p.NodeName is not null).ThenBy(PodStatus.IsReady).ThenByDescending(p => p.Metadata["creationTimestamp"]!.ToString(), StringComparer.Ordinal);
            foreach (var pod in leaving.Take(active.Count - (int)wanted).ToList())
            {
                events.Controller(set, Component, "SuccessfulDelete", $"Deleted pod: {pod.Key.Name}");
                pods.Delete(pod);
            }
        }
        Mark(key, failure);
        WorkloadStatus.Count(world, set, schedule.Now);
    }

    private string? Create(StoredObject set)
    {
        var name = $"{set.Key.Name}-{world.Identities.Suffix()}";
        var failure = pods.Create(set, pods.FromTemplate(set, set.Body["spec"]!["template"]!, name));
        if (failure is null) events.Controller(set, Component, "SuccessfulCreate", $"Created pod: {name}");
        else events.Controller(set, Component, "FailedCreate", $"Error creating: {failure}", "Warning");
        return failure;
    }

    private void Mark(ObjectKey key, string? failure)
    {
        if (world.Objects.Get(key) is not { } set) return;
        var body = set.Body.DeepClone().AsObject();
        var conditions = (body["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var existing = conditions.FirstOrDefault(c => c["type"]?.ToString() == "ReplicaFailure");
        // The name in the message is another one each time; that alone is no news.
        if (existing is null == failure is null) return;
        var rest = new JsonArray([.. conditions.Where(c => c != existing).Select(c => c.DeepClone())]);
        if (failure is not null)
            rest.Add(new JsonObject { ["type"] = "ReplicaFailure", ["status"] = "True", ["lastTransitionTime"] = Timestamps.Format(schedule.Now), ["reason"] = "FailedCreate", ["message"] = failure });
        if (rest.Count > 0) body["status"]!["conditions"] = rest;
        else body["status"]!.AsObject().Remove("conditions");
        world.Objects.Put(key, body);
    }
}
