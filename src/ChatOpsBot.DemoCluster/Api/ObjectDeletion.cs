using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>DELETE, step by step as the API server's registry does it: preconditions, grace, finalizers, dry run.</summary>
internal sealed class ObjectDeletion(RecordedWorld world, Kubelets kubelets, GarbageCollector garbage, Volumes volumes, TimeProvider clock)
{
    // Kinds whose deletion answers with the object instead of a Status.
    private static readonly HashSet<string> AnswersWithObject = new(StringComparer.Ordinal)
    {
        "pods", "services", "serviceaccounts", "resourcequotas", "persistentvolumes", "persistentvolumeclaims",
        "storageclasses.storage.k8s.io", "volumeattachments.storage.k8s.io",
    };

    private static readonly HashSet<string> Lasting = new(StringComparer.Ordinal) { "default", "kube-public", "kube-system" };

    public Answer Delete(RequestTarget target, DeleteOptions options)
    {
        if (target.Type.Qualified == "namespaces" && Lasting.Contains(target.Name!))
            return Refusal.NotAdmitted(target.Type, target.Name, $"namespaces \"{target.Name}\" is forbidden: this namespace may not be deleted");
        var key = new ObjectKey(target.Type, target.Namespace, target.Name!);
        if (EventsGroup.Holds(key.Type)) key = key with { Type = world.Catalog.Events };
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(key) is not { } item) return Refusal.NotFound(target.Type, target.Name!);
        if (options.Uid is { } uid && uid != item.Uid)
            return Refusal.Conflict(item, $"the UID in the precondition ({uid}) does not match the UID in record ({item.Uid}). The object might have been deleted and then recreated");
        if (options.ResourceVersion is { } version && version != item.ResourceVersion)
            return Refusal.Conflict(item, $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({item.ResourceVersion}). The object might have been modified");
        if (key.Type == world.Catalog.Pods) return DeletePod(item, options);
        return key.Type.Qualified == "namespaces" ? DeleteNamespace(item, options) : DeleteOther(item, options);
    }

    // Its controller empties it; until then it stays.
    private Answer DeleteNamespace(StoredObject item, DeleteOptions options)
    {
        if (item.IsDeleting) return Answer.Json(item.Body);
        var body = item.Body.DeepClone().AsObject();
        body["metadata"]!["deletionTimestamp"] = Timestamps.Format(clock.GetUtcNow());
        body["status"] = new JsonObject { ["phase"] = "Terminating" };
        return Answer.Json(options.DryRun ? body : world.Objects.Put(item.Key, body).Body);
    }

    /// <summary>The last finalizer of something that is being deleted is off: whether nothing else keeps it, and then it is gone.</summary>
    public bool Finalized(StoredObject item)
    {
        if (item.Key.Type == world.Catalog.Pods)
        {
            // What runs has the rest of its grace period.
            if (item.Metadata["deletionGracePeriodSeconds"].Number() is > 0 && item.Phase is not ("Failed" or "Succeeded")) return false;
            world.Objects.Remove(item.Key);
            kubelets.Gone(item);
            return true;
        }
        world.Objects.Remove(item.Key);
        garbage.OwnerGone(item, orphan: false);
        return true;
    }

    private Answer DeletePod(StoredObject pod, DeleteOptions options)
    {
        if (pod.IsDeleting && pod.Metadata["deletionGracePeriodSeconds"]?.GetValue<long>() is { } current)
        {
            // Only a shorter grace period has any effect on what is already going.
            if (options.GracePeriodSeconds is not { } shorter || shorter >= current) return Answer.Json(pod.Body);
            shorter = Math.Max(shorter, 0);
            var requested = Timestamps.Parse(pod.Metadata["deletionTimestamp"]!.GetValue<string>()).AddSeconds(-current);
            return Going(pod, pod.Deleting(requested.AddSeconds(shorter), shorter), shorter, options);
        }
        var grace = pod.GracePeriod(options.GracePeriodSeconds);
        return Going(pod, pod.Deleting(clock.GetUtcNow().AddSeconds(grace), grace), grace, options);
    }

    private Answer Going(StoredObject pod, JsonObject body, long grace, DeleteOptions options)
    {
        if (options.DryRun) return Answer.Json(body);
        if (grace == 0 && !pod.HasFinalizers)
        {
            world.Objects.Remove(pod.Key);
            kubelets.Gone(pod);
            return Answer.Json(body);
        }
        var marked = world.Objects.Put(pod.Key, body);
        kubelets.Terminate(marked, TimeSpan.FromSeconds(grace));
        return Answer.Json(marked.Body);
    }

    private Answer DeleteOther(StoredObject item, DeleteOptions options)
    {
        var policy = options.PropagationPolicy ?? (item.Key.Type is { Group: "batch", Plural: "jobs" } ? "Orphan" : "Background");
        var waits = item.HasFinalizers || policy == "Foreground";
        if (!waits && policy != "Orphan")
        {
            if (!options.DryRun)
            {
                world.Objects.Remove(item.Key);
                garbage.OwnerGone(item, orphan: false);
            }
            return AnswersWithObject.Contains(item.Key.Type.Qualified) ? Answer.Json(item.Body) : Success(item);
        }
        var body = item.Deleting(clock.GetUtcNow(), 0);
        var finalizers = item.Metadata["finalizers"]?.DeepClone() as JsonArray ?? [];
        if (policy is "Foreground") finalizers.Add("foregroundDeletion");
        if (policy is "Orphan") finalizers.Add("orphan");
        body["metadata"]!["finalizers"] = finalizers;
        if (options.DryRun) return Answer.Json(body);
        if (item.HasFinalizers && !IsUnused(item)) return Answer.Json(world.Objects.Put(item.Key, body).Body);
        // The garbage collector's finalizers are its own affair: it is done with them at once here.
        world.Objects.Remove(item.Key);
        garbage.OwnerGone(item, orphan: policy == "Orphan");
        return Answer.Json(body);
    }

    // The protection of claims and volumes holds only what is in use.
    private bool IsUnused(StoredObject item)
    {
        if (item.Metadata["finalizers"] is not JsonArray { Count: 1 } finalizers) return false;
        return (item.Key.Type.Qualified, finalizers[0]!.GetValue<string>()) switch
        {
            ("persistentvolumeclaims", "kubernetes.io/pvc-protection") => !volumes.Users(item).Any(),
            ("persistentvolumes", "kubernetes.io/pv-protection") => item.Phase != "Bound",
            _ => false,
        };
    }

    private static Answer Success(StoredObject item)
    {
        var details = new JsonObject { ["name"] = item.Key.Name };
        if (item.Key.Type.Group.Length > 0) details["group"] = item.Key.Type.Group;
        details["kind"] = item.Key.Type.Plural;
        details["uid"] = item.Uid;
        return Answer.Json(new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        });
    }
}
