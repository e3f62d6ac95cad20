using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>What Kubernetes calls kube-controller-manager: sees every change of the store and lets those controllers look whom it concerns, each object once however often it changed.</summary>
internal sealed class ControllerManager(
    RecordedWorld world,
    Schedule schedule,
    DeploymentController deployments,
    ReplicaSetController replicaSets,
    DisruptionController budgets,
    NodeLifecycleController nodes,
    PodBirth birth,
    ContainerRestarts restarts)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private readonly HashSet<ObjectKey> _queued = [];

    public void Start()
    {
        using var exclusive = world.Objects.Exclusive();
        world.Objects.Observer = Observe;
        foreach (var pod in world.Objects.List(world.Catalog.Pods)) restarts.Follow(pod);
        nodes.Start();
    }

    private void Observe(Change change)
    {
        var item = (change.After ?? change.Before)!;
        var specChanged = !JsonNode.DeepEquals(change.Before?.Body["spec"], change.After?.Body["spec"]);
        switch (item.Key.Type.Qualified)
        {
            case "pods": Pod(change); break;
            case "replicasets.apps": ReplicaSet(item); break;
            case "deployments.apps" when specChanged: Enqueue(item.Key); break;
            case "poddisruptionbudgets.policy" when specChanged: Enqueue(item.Key); break;
            case "services" when specChanged && change.After is not null: ServiceEndpoints.Sync(world, item); break;
            case "configmaps" or "secrets": schedule.After(Moment, () => birth.RetryConfig(item.Key.Namespace!)); break;
            case "nodes":
                nodes.Changed(change);
                schedule.After(Moment, birth.RetryUnschedulable);
                break;
            case "persistentvolumeclaims": schedule.After(Moment, birth.RetryUnschedulable); break;
            case "resourcequotas" when specChanged: RetryFailed(item.Key.Namespace!); break;
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
        if (pod.Controller is { } reference && world.Catalog.OfKind(reference["apiVersion"]!.ToString(), reference["kind"]!.ToString()) is { Namespaced: true } type
            && world.Objects.Get(new ObjectKey(type, pod.Key.Namespace, reference["name"]!.ToString())) is { } owner && owner.Uid == reference["uid"]!.ToString())
        {
            WorkloadStatus.Count(world, owner, schedule.Now);
            if (owner.Key.Type.Kind == "ReplicaSet") ReplicaSet(owner);
        }
        foreach (var budget in world.Objects.List(world.Catalog.OfKind("policy/v1", "PodDisruptionBudget")!, pod.Key.Namespace)) Enqueue(budget.Key);
        QuotaAdmission.Count(world, pod.Key.Namespace!);
        if (change.After is { } after)
        {
            restarts.Follow(after);
            if (change.Before is null && after.Controller is null && !after.IsMirror && after.NodeName is null) birth.Settle(after, null);
            else if (change.Before is { } before && Images(before) != Images(after)) birth.StartAgain(after);
            return;
        }
        RetryFailed(pod.Key.Namespace!);
        schedule.After(Moment, birth.RetryUnschedulable);
    }

    private void RetryFailed(string @namespace)
    {
        foreach (var set in world.Objects.List(world.Catalog.OfKind("apps/v1", "ReplicaSet")!, @namespace))
        {
            if ((set.Body["status"]?["conditions"] as JsonArray ?? []).Any(c => c?["type"]?.ToString() == "ReplicaFailure")) Enqueue(set.Key);
        }
    }

    private void Enqueue(ObjectKey key)
    {
        if (!_queued.Add(key)) return;
        schedule.After(Moment, () =>
        {
            using var exclusive = world.Objects.Exclusive();
            _queued.Remove(key);
            switch (key.Type.Kind)
            {
                case "Deployment": deployments.Reconcile(key); break;
                case "ReplicaSet": replicaSets.Reconcile(key); break;
                default: budgets.Reconcile(key); break;
            }
        });
    }

    private static string Images(StoredObject pod) =>
        string.Join(' ', (pod.Body["spec"]?["containers"] as JsonArray ?? []).Select(c => c?["image"]));
}
