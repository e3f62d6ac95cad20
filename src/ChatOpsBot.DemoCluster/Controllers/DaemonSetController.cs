using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>One pod on each node that suits, replaced node by node when the template changes.</summary>
internal sealed class DaemonSetController(RecordedWorld world, EventRecorder events, OwnedPods pods, Revisions revisions)
{
    private const string Component = "daemonset-controller";

    // What every daemon's pod bears, whatever its template says.
    private static readonly (string Key, string Effect)[] Tolerated =
    [
        ("not-ready", "NoExecute"), ("unreachable", "NoExecute"),
        ("disk-pressure", "NoSchedule"), ("memory-pressure", "NoSchedule"), ("pid-pressure", "NoSchedule"), ("unschedulable", "NoSchedule"),
    ];

    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { IsDeleting: false } set) return;
        var revision = revisions.Current(set);
        var (settled, suited) = (true, new List<string>());
        foreach (var node in world.Objects.List(world.Catalog.Nodes))
        {
            var here = On(set, node.Key.Name);
            var (runs, stays) = Suits(set, node);
            if (runs) suited.Add(node.Key.Name);
            foreach (var failed in here.Where(p => p is { IsDeleting: false, Phase: "Failed" or "Succeeded" }))
            {
                events.Controller(set, Component, "FailedDaemonPod", $"Found failed daemon pod {set.Key.Namespace}/{failed.Key.Name} on node {node.Key.Name}, will try to kill it", "Warning");
                Delete(set, failed);
            }
            if (runs && here.Count == 0) settled &= Create(set, node.Key.Name, revision);
            foreach (var pod in stays ? here.Where(OwnedPods.IsActive).OrderBy(p => p.Metadata["creationTimestamp"]!.ToString(), StringComparer.Ordinal).Skip(1 + Surge(set)) : here.Where(p => !p.IsDeleting)) Delete(set, pod);
        }
        if (settled && set.Body["spec"]?["updateStrategy"]?["type"]?.ToString() != "OnDelete") Roll(set, revision, suited);
        Count(key);
        revisions.Prune(set, pods.Of(set).Select(p => $"{set.Key.Name}-{Hash(p)}").Append(revision.Key.Name).ToHashSet());
    }

    /// <summary>The counters of its status.</summary>
    public void Count(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { } set) return;
        var hash = revisions.Current(set).Label("controller-revision-hash");
        long desired = 0, scheduled = 0, ready = 0, updated = 0, strays = 0;
        foreach (var node in world.Objects.List(world.Catalog.Nodes))
        {
            var here = On(set, node.Key.Name);
            if (!Suits(set, node).Runs)
            {
                if (here.Count > 0) strays++;
                continue;
            }
            desired++;
            if (here.Count == 0) continue;
            scheduled++;
            // The oldest speaks for the node.
            var pod = here.MinBy(p => p.Metadata["creationTimestamp"]!.ToString(), StringComparer.Ordinal)!;
            if (PodStatus.IsReady(pod)) ready++;
            if (Hash(pod) == hash) updated++;
        }
        var body = set.Body.DeepClone().AsObject();
        if (body["status"] is not JsonObject status) body["status"] = status = [];
        status["currentNumberScheduled"] = scheduled;
        status["numberMisscheduled"] = strays;
        status["desiredNumberScheduled"] = desired;
        status["numberReady"] = ready;
        status["observedGeneration"] = set.Metadata["generation"].Number() ?? 1;
        Counters.Set(status, "updatedNumberScheduled", updated);
        Counters.Set(status, "numberAvailable", ready);
        Counters.Set(status, "numberUnavailable", desired - ready);
        world.Objects.Put(key, body);
    }

    private void Roll(StoredObject set, StoredObject revision, List<string> nodes)
    {
        var hash = revision.Label("controller-revision-hash");
        var (surge, unavailable) = (Surge(set), Limit(set, "maxUnavailable", nodes.Count, 1));
        var states = nodes.Select(n => (Node: n, Pods: On(set, n))).ToList();
        foreach (var (node, here) in states)
        {
            var old = here.Where(p => Hash(p) != hash && !p.IsDeleting).ToList();
            var successor = here.FirstOrDefault(p => Hash(p) == hash && !p.IsDeleting);
            if (here.Any(p => PodStatus.IsReady(p) && !p.IsDeleting)) continue;
            // What does not serve is no loss.
            if (surge == 0) unavailable--;
            foreach (var pod in old) Delete(set, pod);
            if (successor is not null && surge > 0) surge--;
        }
        foreach (var (node, here) in states.Where(s => s.Pods.Any(p => PodStatus.IsReady(p) && !p.IsDeleting)))
        {
            var old = here.FirstOrDefault(p => Hash(p) != hash && !p.IsDeleting);
            if (old is null) continue;
            var successor = here.FirstOrDefault(p => Hash(p) == hash && !p.IsDeleting);
            if (Surge(set) > 0)
            {
                if (successor is not null && PodStatus.IsReady(successor)) Delete(set, old);
                else if (successor is not null || surge-- <= 0 || !Create(set, node, revision)) continue;
            }
            else if (unavailable-- > 0) Delete(set, old);
        }
    }

    private bool Create(StoredObject set, string node, StoredObject revision)
    {
        var name = $"{set.Key.Name}-{world.Identities.Suffix()}";
        var body = pods.FromTemplate(set, revisions.Template(set, revision.Key.Name), name);
        if (body["metadata"]!["labels"] is not JsonObject labels) body["metadata"]!["labels"] = labels = [];
        labels["controller-revision-hash"] = revision.Label("controller-revision-hash");
        labels["pod-template-generation"] = (revision.Body["revision"].Number() ?? 1).ToString(CultureInfo.InvariantCulture);
        if (body["spec"]!["affinity"] is not JsonObject affinity) body["spec"]!["affinity"] = affinity = [];
        affinity["nodeAffinity"] = NodeAffinity.To(node);
        if (body["spec"]!["tolerations"] is not JsonArray tolerations) body["spec"]!["tolerations"] = tolerations = [];
        foreach (var (key, effect) in Tolerated) tolerations.Add(new JsonObject { ["key"] = $"node.kubernetes.io/{key}", ["operator"] = "Exists", ["effect"] = effect });
        var failure = pods.Create(set, body);
        if (failure is null) events.Controller(set, Component, "SuccessfulCreate", $"Created pod: {name}");
        else events.Controller(set, Component, "FailedCreate", $"Error creating: {failure}", "Warning");
        return failure is null;
    }

    private void Delete(StoredObject set, StoredObject pod)
    {
        if (pod.IsDeleting) return;
        events.Controller(set, Component, "SuccessfulDelete", $"Deleted pod: {pod.Key.Name}");
        pods.Delete(pod);
    }

    private List<StoredObject> On(StoredObject set, string node) =>
        [.. pods.Of(set).Where(p => (p.NodeName ?? NodeAffinity.Target(p)) == node)];

    // Whether a pod is made there, and whether one that is there may stay.
    private static (bool Runs, bool Stays) Suits(StoredObject set, StoredObject node)
    {
        var spec = set.Body["spec"]?["template"]?["spec"] as JsonObject ?? [];
        if (!NodeAffinity.Matches(spec, node)) return (false, false);
        var tolerations = (spec["tolerations"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var untolerated = (node.Body["spec"]?["taints"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(t => t["effect"]?.ToString() is "NoSchedule" or "NoExecute" && !Tolerated.Contains((t["key"]!.ToString().Replace("node.kubernetes.io/", "", StringComparison.Ordinal), t["effect"]!.ToString())))
            .Where(t => !Tolerations.Bear(tolerations, t))
            .ToList();
        return (untolerated.Count == 0, untolerated.All(t => t["effect"]?.ToString() != "NoExecute"));
    }

    private static int Surge(StoredObject set) => Limit(set, "maxSurge", 1, 0);

    private static int Limit(StoredObject set, string field, int of, int otherwise)
    {
        var value = set.Body["spec"]?["updateStrategy"]?["rollingUpdate"]?[field];
        if (value.Number() is { } number) return (int)number;
        return decimal.TryParse(value?.ToString().TrimEnd('%'), CultureInfo.InvariantCulture, out var percent) ? (int)Math.Ceiling(of * percent / 100) : otherwise;
    }

    private static string? Hash(StoredObject pod) => pod.Label("controller-revision-hash");
}
