using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Pods with a number each: made from the lowest up, replaced from the highest down, one at a time unless Parallel is asked for.</summary>
internal sealed class StatefulSetController(RecordedWorld world, EventRecorder events, OwnedPods pods, Revisions revisions, ClaimTemplates claims)
{
    private const string Component = "statefulset-controller";

    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { IsDeleting: false } set) return;
        var update = revisions.Current(set).Key.Name;
        var current = set.Body["status"]?["currentRevision"]?.ToString() ?? update;
        Settle(set, current, update);
        Count(key, update);
        var status = world.Objects.Get(key)!.Body["status"];
        revisions.Prune(set, new HashSet<string>(pods.Of(set).Select(p => p.Label("controller-revision-hash")).OfType<string>()) { update, status?["currentRevision"]?.ToString() ?? update });
    }

    /// <summary>The counters of its status; the update revision as it was when nothing newer is known.</summary>
    public void Count(ObjectKey key, string? update = null)
    {
        if (world.Objects.Get(key) is not { } set) return;
        var body = set.Body.DeepClone().AsObject();
        if (body["status"] is not JsonObject status) body["status"] = status = [];
        update ??= status["updateRevision"]?.ToString();
        if (update is null) return;
        status.TryAdd("currentRevision", update);
        var all = pods.Of(set);
        long ready = all.Count(PodStatus.IsReady), updated = all.Count(p => !p.IsDeleting && Revision(p) == update);
        // The rollout is over: what is new is from now on what there is.
        if (updated == Replicas(set) && ready == Replicas(set) && all.Count == updated) status["currentRevision"] = update;
        status["observedGeneration"] = set.Metadata["generation"].Number() ?? 1;
        status["replicas"] = (long)all.Count;
        Counters.Set(status, "readyReplicas", ready);
        status["availableReplicas"] = ready;
        Counters.Set(status, "currentReplicas", all.Count(p => !p.IsDeleting && Revision(p) == status["currentRevision"]!.ToString()));
        Counters.Set(status, "updatedReplicas", updated);
        status["updateRevision"] = update;
        status.TryAdd("collisionCount", 0L);
        world.Objects.Put(key, body);
    }

    private void Settle(StoredObject set, string current, string update)
    {
        var ordered = set.Body["spec"]?["podManagementPolicy"]?.ToString() != "Parallel";
        var all = pods.Of(set).ToDictionary(Ordinal);
        var partition = set.Body["spec"]?["updateStrategy"]?["rollingUpdate"]?["partition"].Number() ?? 0;
        var (first, wanted) = (set.Body["spec"]?["ordinals"]?["start"].Number() ?? 0, Replicas(set));
        foreach (var (ordinal, pod) in all) claims.Bequeath(set, pod, scaledAway: ordinal < first || ordinal >= first + wanted);
        for (var i = first; i < first + wanted; i++)
        {
            if (!all.TryGetValue(i, out var pod))
            {
                if (!Create(set, i, i - first < partition ? current : update) || ordered) return;
            }
            else if (pod is { IsDeleting: false, Phase: "Failed" or "Succeeded" })
            {
                events.Controller(set, Component, pod.Phase == "Failed" ? "RecreatingFailedPod" : "RecreatingTerminatedPod", $"StatefulSet {set.Key.Namespace}/{set.Key.Name} is recreating {(pod.Phase == "Failed" ? "failed" : "terminated")} Pod {pod.Key.Name}", "Warning");
                Delete(set, pod);
                if (ordered) return;
            }
            else if (ordered && !IsHealthy(pod)) return;
        }
        foreach (var (_, pod) in all.Where(p => p.Key < first || p.Key >= first + wanted).OrderByDescending(p => p.Key))
        {
            if (pod.IsDeleting && ordered) return;
            Delete(set, pod);
            if (ordered) return;
        }
        if (set.Body["spec"]?["updateStrategy"]?["type"]?.ToString() == "OnDelete") return;
        foreach (var (_, pod) in all.Where(p => p.Key >= first + partition && p.Key < first + wanted).OrderByDescending(p => p.Key))
        {
            if (Revision(pod) != update && !pod.IsDeleting)
            {
                Delete(set, pod);
                return;
            }
            if (!IsHealthy(pod)) return;
        }
    }

    private bool Create(StoredObject set, long ordinal, string revision)
    {
        var name = $"{set.Key.Name}-{ordinal.ToString(CultureInfo.InvariantCulture)}";
        var body = pods.FromTemplate(set, revisions.Template(set, revision), name);
        if (body["metadata"]!["labels"] is not JsonObject labels) body["metadata"]!["labels"] = labels = [];
        labels["apps.kubernetes.io/pod-index"] = ordinal.ToString(CultureInfo.InvariantCulture);
        labels["controller-revision-hash"] = revision;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        body["spec"]!["hostname"] = name;
        if (set.Body["spec"]?["serviceName"]?.ToString() is { Length: > 0 } service) body["spec"]!["subdomain"] = service;
        claims.Provide(set, body);
        var failure = pods.Create(set, body);
        if (failure is null) events.Controller(set, Component, "SuccessfulCreate", $"create Pod {name} in StatefulSet {set.Key.Name} successful");
        else events.Controller(set, Component, "FailedCreate", $"create Pod {name} in StatefulSet {set.Key.Name} failed error: {failure}", "Warning");
        return failure is null;
    }

    private void Delete(StoredObject set, StoredObject pod)
    {
        if (pod.IsDeleting) return;
        events.Controller(set, Component, "SuccessfulDelete", $"delete Pod {pod.Key.Name} in StatefulSet {set.Key.Name} successful");
        pods.Delete(pod);
    }

    private static bool IsHealthy(StoredObject pod) => !pod.IsDeleting && PodStatus.IsReady(pod);

    private static string? Revision(StoredObject pod) => pod.Label("controller-revision-hash");

    private static long Replicas(StoredObject set) => set.Body["spec"]?["replicas"].Number() ?? 1;

    private static long Ordinal(StoredObject pod) =>
        long.TryParse(pod.Key.Name[(pod.Key.Name.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture, out var ordinal) ? ordinal : long.MaxValue;
}
