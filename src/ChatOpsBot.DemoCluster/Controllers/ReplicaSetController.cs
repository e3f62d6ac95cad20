using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Keeps as many pods of a ReplicaSet as it asks for.</summary>
internal sealed class ReplicaSetController(RecordedWorld world, Schedule schedule, EventRecorder events, PodBirth birth, Kubelets kubelets)
{
    private const string Component = "replicaset-controller";

    // How the pods of a recorded ReplicaSet fare: their successors fare the same.
    private readonly Dictionary<string, StoredObject> _recorded = world.Objects.List(world.Catalog.Pods)
        .Where(p => p.Controller is not null)
        .GroupBy(p => p.Controller!["uid"]!.ToString())
        .ToDictionary(g => g.Key, g => g.OrderBy(p => p.IsDeleting).ThenBy(p => p.Phase == "Failed").First());

    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { IsDeleting: false } set) return;
        var active = world.Objects.List(world.Catalog.Pods, key.Namespace)
            .Where(p => p.Controller?["uid"]?.ToString() == set.Uid && !p.IsDeleting && p.Phase is not ("Failed" or "Succeeded"))
            .ToList();
        var wanted = set.Body["spec"]?["replicas"].Number() ?? 1;
        string? failure = null;
        for (var i = active.Count; i < wanted && failure is null; i++) failure = Create(set);
        if (active.Count > wanted)
        {
            // Who is furthest from serving goes first.
            var leaving = active.OrderBy(p => p.NodeName is not null).ThenBy(PodStatus.IsReady).ThenByDescending(p => p.Metadata["creationTimestamp"]!.ToString(), StringComparer.Ordinal);
            foreach (var pod in leaving.Take(active.Count - (int)wanted).ToList()) Delete(set, pod);
        }
        Mark(key, failure);
        WorkloadStatus.Count(world, set, schedule.Now);
    }

    private string? Create(StoredObject set)
    {
        var name = $"{set.Key.Name}-{world.Identities.Suffix()}";
        var pod = FromTemplate(set, name);
        if (QuotaAdmission.WhyNot(world, pod) is { } why)
        {
            events.Controller(set, Component, "FailedCreate", $"Error creating: {why}", "Warning");
            return why;
        }
        var created = world.Objects.Put(pod.Key, pod.Body);
        events.Controller(set, Component, "SuccessfulCreate", $"Created pod: {name}");
        birth.Settle(created, _recorded.GetValueOrDefault(set.Uid));
        return null;
    }

    private StoredObject FromTemplate(StoredObject set, string name)
    {
        var template = set.Body["spec"]!["template"]!;
        var metadata = template["metadata"]?.DeepClone() as JsonObject ?? [];
        metadata["name"] = name;
        metadata["generateName"] = $"{set.Key.Name}-";
        metadata["namespace"] = set.Key.Namespace;
        metadata["uid"] = world.Identities.Uid();
        metadata["creationTimestamp"] = Timestamps.Format(schedule.Now);
        metadata["generation"] = 1L;
        metadata["ownerReferences"] = new JsonArray(OwnerReference.To(set));
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = template["spec"]!.DeepClone() };
        PodDefaults.Pod(body);
        return new StoredObject(new ObjectKey(world.Catalog.Pods, set.Key.Namespace, name), body);
    }

    private void Delete(StoredObject set, StoredObject pod)
    {
        var grace = pod.GracePeriod(null);
        events.Controller(set, Component, "SuccessfulDelete", $"Deleted pod: {pod.Key.Name}");
        if (grace == 0 && !pod.HasFinalizers)
        {
            world.Objects.Remove(pod.Key);
            kubelets.Gone(pod);
            return;
        }
        kubelets.Terminate(world.Objects.Put(pod.Key, pod.Deleting(schedule.Now.AddSeconds(grace), grace)), TimeSpan.FromSeconds(grace));
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
