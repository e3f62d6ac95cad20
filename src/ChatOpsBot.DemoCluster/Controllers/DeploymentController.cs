using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Rolls a Deployment's template out: a ReplicaSet for each template, surge and unavailability within their limits, a deadline.</summary>
internal sealed class DeploymentController(RecordedWorld world, Schedule schedule, EventRecorder events)
{
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { IsDeleting: false } deployment) return;
        if (deployment.Body["spec"]?["paused"]?.GetValue<bool>() != true)
        {
            var newest = Current(deployment);
            deployment = world.Objects.Get(key)!;
            var old = DeploymentStatus.ReplicaSets(world, deployment).Where(s => s.Uid != newest.Uid).ToList();
            if (deployment.Body["spec"]?["strategy"]?["type"]?.ToString() == "Recreate") Recreate(deployment, newest, old);
            else Roll(deployment, newest, old);
        }
        DeploymentStatus.Write(world, key, schedule.Now);
        Watch(key);
    }

    // The ReplicaSet of this template, made when there is none, and numbered as the newest revision.
    private StoredObject Current(StoredObject deployment)
    {
        var sets = DeploymentStatus.ReplicaSets(world, deployment);
        var highest = sets.Select(DeploymentStatus.Revision).DefaultIfEmpty(0).Max();
        if (DeploymentStatus.Newest(deployment, sets) is not { } found)
        {
            var made = Make(deployment, highest + 1);
            Progress(deployment.Key, highest + 1, "NewReplicaSetCreated", $"Created new replica set \"{made.Key.Name}\"");
            return made;
        }
        if (DeploymentStatus.Revision(found) is var revision && revision == highest) return found;
        var body = found.Body.DeepClone().AsObject();
        body["metadata"]!["annotations"]![RevisionAnnotation] = Text(highest + 1);
        Progress(deployment.Key, highest + 1, "FoundNewReplicaSet", $"Found new replica set \"{found.Key.Name}\"");
        return world.Objects.Put(found.Key, body);
    }

    private StoredObject Make(StoredObject deployment, long revision)
    {
        var template = deployment.Body["spec"]!["template"]!.DeepClone();
        var hash = TemplateHash.Of(template);
        template["metadata"]!["labels"]!["pod-template-hash"] = hash;
        var selector = deployment.Body["spec"]!["selector"]!.DeepClone();
        selector["matchLabels"]!["pod-template-hash"] = hash;
        var name = $"{deployment.Key.Name}-{hash}";
        var replicas = deployment.Body["spec"]?["replicas"].Number() ?? 1;
        var body = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = deployment.Key.Namespace,
                ["uid"] = world.Identities.Uid(),
                ["generation"] = 1L,
                ["creationTimestamp"] = Timestamps.Format(schedule.Now),
                ["labels"] = template["metadata"]!["labels"]!.DeepClone(),
                ["annotations"] = new JsonObject
                {
                    ["deployment.kubernetes.io/desired-replicas"] = Text(replicas),
                    ["deployment.kubernetes.io/max-replicas"] = Text(replicas + Rollout.MaxSurge(deployment)),
                    [RevisionAnnotation] = Text(revision),
                },
                ["ownerReferences"] = new JsonArray(OwnerReference.To(deployment)),
            },
            ["spec"] = new JsonObject { ["replicas"] = 0L, ["selector"] = selector, ["template"] = template },
            ["status"] = new JsonObject { ["replicas"] = 0L },
        };
        return world.Objects.Put(new ObjectKey(world.Catalog.OfKind("apps/v1", "ReplicaSet")!, deployment.Key.Namespace, name), body);
    }

    private void Recreate(StoredObject deployment, StoredObject newest, List<StoredObject> old)
    {
        foreach (var set in old) Scale(deployment, set, 0);
        var left = world.Objects.List(world.Catalog.Pods, deployment.Key.Namespace).Any(p => p.Phase is not ("Failed" or "Succeeded") && old.Any(s => s.Uid == p.Controller?["uid"]?.ToString()));
        if (!left) Scale(deployment, newest, Wanted(deployment));
    }

    private void Roll(StoredObject deployment, StoredObject newest, List<StoredObject> old)
    {
        var wanted = Wanted(deployment);
        if (old.All(s => Replicas(s) == 0))
        {
            Scale(deployment, newest, wanted);
            return;
        }
        var total = Replicas(newest) + old.Sum(Replicas);
        var room = wanted + Rollout.MaxSurge(deployment) - total;
        if (Replicas(newest) > wanted) newest = Scale(deployment, newest, wanted);
        else if (room > 0 && Replicas(newest) < wanted) newest = Scale(deployment, newest, Math.Min(wanted, Replicas(newest) + room));

        var least = wanted - Rollout.MaxUnavailable(deployment);
        var spare = Replicas(newest) + old.Sum(Replicas) - least - (Replicas(newest) - Available(newest));
        // Old pods that do not serve are no loss.
        for (var i = 0; i < old.Count && spare > 0; i++)
        {
            var idle = Math.Min(spare, Math.Max(0, Replicas(old[i]) - Available(old[i])));
            if (idle > 0) old[i] = Scale(deployment, old[i], Replicas(old[i]) - idle);
            spare -= idle;
        }
        var serving = Available(newest) + old.Sum(s => Math.Min(Available(s), Replicas(s))) - least;
        foreach (var set in old.Where(s => Replicas(s) > 0))
        {
            var fewer = Math.Min(serving, Replicas(set));
            if (fewer <= 0) break;
            Scale(deployment, set, Replicas(set) - fewer);
            serving -= fewer;
        }
    }

    private StoredObject Scale(StoredObject deployment, StoredObject set, long replicas)
    {
        var before = Replicas(set);
        if (before == replicas) return set;
        var body = set.Body.DeepClone().AsObject();
        body["spec"]!["replicas"] = replicas;
        body["metadata"]!["generation"] = (set.Metadata["generation"].Number() ?? 1) + 1;
        events.Controller(deployment, "deployment-controller", "ScalingReplicaSet", $"Scaled {(replicas > before ? "up" : "down")} replica set {set.Key.Name} from {before} to {replicas}");
        return world.Objects.Put(set.Key, body);
    }

    private void Progress(ObjectKey key, long revision, string reason, string message)
    {
        var body = world.Objects.Get(key)!.Body.DeepClone().AsObject();
        if (body["metadata"]!["annotations"] is not JsonObject annotations) body["metadata"]!["annotations"] = annotations = [];
        annotations[RevisionAnnotation] = Text(revision);
        DeploymentStatus.Set(body["status"]!.AsObject(), "Progressing", true, reason, message, schedule.Now);
        world.Objects.Put(key, body);
    }

    private void Watch(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { } deployment || Due(deployment) is not { } due) return;
        if (due > schedule.Now)
        {
            schedule.After(due - schedule.Now, () =>
            {
                using var exclusive = world.Objects.Exclusive();
                Watch(key);
            });
            return;
        }
        var body = deployment.Body.DeepClone().AsObject();
        var newest = DeploymentStatus.Newest(deployment, DeploymentStatus.ReplicaSets(world, deployment));
        DeploymentStatus.Set(body["status"]!.AsObject(), "Progressing", false, "ProgressDeadlineExceeded", $"ReplicaSet \"{newest?.Key.Name}\" has timed out progressing.", schedule.Now);
        world.Objects.Put(key, body);
    }

    // When patience ends; null when nothing is under way.
    private static DateTimeOffset? Due(StoredObject deployment)
    {
        if (DeploymentStatus.Progress(deployment.Body["status"] as JsonObject) is not { } progress) return null;
        if (progress["reason"]?.ToString() is "NewReplicaSetAvailable" or "ProgressDeadlineExceeded") return null;
        return Timestamps.Parse(progress["lastUpdateTime"]!.ToString()).AddSeconds(deployment.Body["spec"]?["progressDeadlineSeconds"].Number() ?? 600);
    }

    private static long Wanted(StoredObject deployment) => deployment.Body["spec"]?["replicas"].Number() ?? 1;

    private static long Replicas(StoredObject set) => set.Body["spec"]?["replicas"].Number() ?? 0;

    private static long Available(StoredObject set) => set.Body["status"]?["availableReplicas"].Number() ?? 0;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
