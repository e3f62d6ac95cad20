using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>What Kubernetes calls kube-controller-manager: sees every change of the store and lets those controllers look whom it concerns, each object once however often it changed.</summary>
internal sealed class ControllerManager(
    RecordedWorld world,
    Schedule schedule,
    DeploymentController deployments,
    ReplicaSetController replicaSets,
    StatefulSetController statefulSets,
    DaemonSetController daemonSets,
    JobController jobs,
    CronJobController cronJobs,
    DisruptionController budgets,
    VolumeController volumes,
    NamespaceController namespaces,
    NodeLifecycleController nodes,
    GarbageCollector garbage,
    PodBirth birth,
    ContainerRestarts restarts)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly string[] MakePods = ["ReplicaSet", "StatefulSet", "DaemonSet", "Job"];
    private readonly HashSet<ObjectKey> _queued = [];

    public void Start()
    {
        using var exclusive = world.Objects.Exclusive();
        world.Objects.Observer = Observe;
        foreach (var pod in world.Objects.List(world.Catalog.Pods)) restarts.Follow(pod);
        foreach (var cron in world.Objects.List(world.Catalog.OfKind("batch/v1", "CronJob")!)) Enqueue(cron.Key);
        nodes.Start();
        volumes.Start();
    }

    private void Observe(Change change)
    {
        var item = (change.After ?? change.Before)!;
        var specChanged = !JsonNode.DeepEquals(change.Before?.Body["spec"], change.After?.Body["spec"]);
        switch (item.Key.Type.Qualified)
        {
            case "pods": Pod(change); break;
            case "replicasets.apps": ReplicaSet(item); break;
            case "deployments.apps" or "statefulsets.apps" or "daemonsets.apps" or "cronjobs.batch" or "poddisruptionbudgets.policy" when specChanged: Enqueue(item.Key); break;
            case "jobs.batch":
                if (specChanged) Enqueue(item.Key);
                if (Owner(item) is { } cron) Enqueue(cron.Key);
                break;
            case "services" when specChanged && change.After is not null: ServiceEndpoints.Sync(world, item); break;
            case "configmaps" or "secrets": schedule.After(Moment, () => birth.RetryConfig(item.Key.Namespace!)); break;
            case "nodes": Node(change); break;
            case "persistentvolumes" or "persistentvolumeclaims" or "storageclasses.storage.k8s.io": Storage(change); break;
            case "resourcequotas" or "limitranges" when specChanged:
                QuotaAdmission.Count(world, item.Key.Namespace!);
                RetryFailed(item.Key.Namespace!);
                break;
            case "namespaces": namespaces.Changed(change); break;
            default: break;
        }
    }

    private void ReplicaSet(StoredObject set)
    {
        Enqueue(set.Key);
        if (set.Controller is { } owner) Enqueue(set.Key with { Type = world.Catalog.OfKind("apps/v1", "Deployment")!, Name = owner["name"]!.ToString() });
    }

    private void Pod(Change change)
    {
        var pod = (change.After ?? change.Before)!;
        foreach (var state in new[] { change.Before, change.After }.OfType<StoredObject>()) ServiceEndpoints.Follow(world, state);
        if (Owner(pod) is { } owner) Owned(owner);
        foreach (var budget in world.Objects.List(world.Catalog.OfKind("policy/v1", "PodDisruptionBudget")!, pod.Key.Namespace)) Enqueue(budget.Key);
        QuotaAdmission.Count(world, pod.Key.Namespace!);
        if (change.After is { } after)
        {
            restarts.Follow(after);
            if (change.Before is null && after.Controller is null && !after.IsMirror && after.NodeName is null) birth.Settle(after, null);
            else if (change.Before is { } before && Images(before) != Images(after)) birth.StartAgain(after);
            return;
        }
        garbage.OwnerGone(pod, orphan: false);
        RetryFailed(pod.Key.Namespace!);
        schedule.After(Moment, birth.RetryUnschedulable);
        foreach (var name in Volumes.Named(pod)) Enqueue(new ObjectKey(world.Catalog.OfKind("v1", "PersistentVolumeClaim")!, pod.Key.Namespace, name));
    }

    // Whose pods have changed: the counters at once, the rest in a moment.
    private void Owned(StoredObject owner)
    {
        switch (owner.Key.Type.Kind)
        {
            case "ReplicaSet":
                WorkloadStatus.Count(world, owner, schedule.Now);
                ReplicaSet(owner);
                return;
            case "StatefulSet": statefulSets.Count(owner.Key); break;
            case "DaemonSet": daemonSets.Count(owner.Key); break;
            default: break;
        }
        if (MakePods.Contains(owner.Key.Type.Kind)) Enqueue(owner.Key);
    }

    private void Node(Change change)
    {
        nodes.Changed(change);
        schedule.After(Moment, birth.RetryUnschedulable);
        if (!JsonNode.DeepEquals(change.Before?.Body["spec"], change.After?.Body["spec"]) || !JsonNode.DeepEquals(change.Before?.Metadata["labels"], change.After?.Metadata["labels"]))
            foreach (var set in world.Objects.List(world.Catalog.OfKind("apps/v1", "DaemonSet")!)) Enqueue(set.Key);
    }

    private void Storage(Change change)
    {
        var item = (change.After ?? change.Before)!;
        schedule.After(Moment, birth.RetryUnschedulable);
        if (item.Key.Type.Kind is "PersistentVolumeClaim" or "PersistentVolume") Enqueue(item.Key);
        // A claim that goes leaves its volume.
        if (change.After is null && item.Body["spec"]?["volumeName"]?.ToString() is { } volume) Enqueue(new ObjectKey(world.Catalog.OfKind("v1", "PersistentVolume")!, null, volume));
        if (item.Key.Type.Kind == "StorageClass")
            foreach (var claim in world.Objects.List(world.Catalog.OfKind("v1", "PersistentVolumeClaim")!)) Enqueue(claim.Key);
    }

    // What admission refused may pass now.
    private void RetryFailed(string @namespace)
    {
        foreach (var kind in MakePods)
        {
            foreach (var owner in world.Objects.List(world.Catalog.OfKind(kind == "Job" ? "batch/v1" : "apps/v1", kind)!, @namespace))
            {
                if (kind != "ReplicaSet" || (owner.Body["status"]?["conditions"] as JsonArray ?? []).Any(c => c?["type"]?.ToString() == "ReplicaFailure")) Enqueue(owner.Key);
            }
        }
    }

    private StoredObject? Owner(StoredObject item) =>
        item.Controller is { } reference
        && world.Catalog.OfKind(reference["apiVersion"]!.ToString(), reference["kind"]!.ToString()) is { Namespaced: true } type
        && world.Objects.Get(new ObjectKey(type, item.Key.Namespace, reference["name"]!.ToString())) is { } owner
        && owner.Uid == reference["uid"]!.ToString()
            ? owner
            : null;

    private void Enqueue(ObjectKey key)
    {
        if (!_queued.Add(key)) return;
        schedule.After(Moment, () =>
        {
            using var exclusive = world.Objects.Exclusive();
            _queued.Remove(key);
            Reconcile(key);
        });
    }

    private void Reconcile(ObjectKey key)
    {
        switch (key.Type.Kind)
        {
            case "PodDisruptionBudget": budgets.Reconcile(key); break;
            case "PersistentVolumeClaim": volumes.Claim(key); break;
            case "PersistentVolume": volumes.Volume(key); break;
            // Nothing new is made where everything goes.
            case var _ when namespaces.IsGoing(key.Namespace): break;
            case "Deployment": deployments.Reconcile(key); break;
            case "ReplicaSet": replicaSets.Reconcile(key); break;
            case "StatefulSet": statefulSets.Reconcile(key); break;
            case "DaemonSet": daemonSets.Reconcile(key); break;
            case "Job": jobs.Reconcile(key); break;
            case "CronJob": cronJobs.Reconcile(key); break;
            default: break;
        }
    }

    private static string Images(StoredObject pod) =>
        string.Join(' ', (pod.Body["spec"]?["containers"] as JsonArray ?? []).Select(c => c?["image"]));
}
