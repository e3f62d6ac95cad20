using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.Controllers;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Faults;

/// <summary>What a fault did to the world, so that it can be undone: objects changed, and objects brought.</summary>
internal sealed class FaultStage(RecordedWorld world, ObjectDeletion deletion, Schedule schedule)
{
    private readonly List<StoredObject> _changed = [];
    private readonly List<ObjectKey> _brought = [];

    /// <summary>Changes an object by a strategic merge patch, its status too.</summary>
    public void Patch(string apiVersion, string kind, string? @namespace, string name, string patch)
    {
        var type = world.Catalog.OfKind(apiVersion, kind)!;
        if (world.Objects.Get(new ObjectKey(type, @namespace, name)) is not { } item) return;
        _changed.Add(item);
        Put(item, StrategicMergePatch.Apply(item.Body, JsonNode.Parse(patch)!.AsObject(), Schema.Of(type)));
    }

    /// <summary>Brings an object.</summary>
    public void Create(string manifest)
    {
        var body = JsonNode.Parse(manifest)!.AsObject();
        var type = world.Catalog.OfKind(body["apiVersion"]!.ToString(), body["kind"]!.ToString())!;
        var metadata = body["metadata"]!.AsObject();
        var key = new ObjectKey(type, metadata["namespace"]?.ToString(), metadata["name"]!.ToString());
        if (world.Objects.Get(key) is not null) return;
        metadata["uid"] = world.Identities.Uid();
        metadata["creationTimestamp"] = Timestamps.Format(schedule.Now);
        metadata["generation"] = 1L;
        if (type.Kind == "Pod") PodDefaults.Pod(body);
        else ObjectDefaults.Apply(type, body);
        body.TryAdd("status", new JsonObject());
        world.Objects.Put(key, body);
        _brought.Add(key);
    }

    /// <summary>Deletes an object as a person would.</summary>
    public void Delete(string apiVersion, string kind, string @namespace, string name) => Delete(new ObjectKey(world.Catalog.OfKind(apiVersion, kind)!, @namespace, name));

    /// <summary>Puts everything back: what was changed gets its spec again, what was brought goes.</summary>
    public void Undo()
    {
        foreach (var key in _brought)
        {
            if (world.Objects.Get(key) is { HasFinalizers: true, IsDeleting: true } held) Release(held);
            else Delete(key);
        }
        foreach (var before in _changed)
        {
            if (world.Objects.Get(before.Key) is not { } item || item.Uid != before.Uid) continue;
            var body = item.Body.DeepClone().AsObject();
            body["spec"] = before.Body["spec"]?.DeepClone();
            // A node's status is nobody else's here; a workload's follows from its pods.
            if (item.Key.Type == world.Catalog.Nodes) body["status"] = before.Body["status"]?.DeepClone();
            Put(item, body);
        }
        _brought.Clear();
        _changed.Clear();
    }

    private void Put(StoredObject item, JsonObject body)
    {
        if (item.Metadata["generation"].Number() is { } generation && !JsonNode.DeepEquals(item.Body["spec"], body["spec"])) body["metadata"]!["generation"] = generation + 1;
        world.Objects.Put(item.Key, body);
    }

    private void Delete(ObjectKey key) =>
        deletion.Delete(new RequestTarget(key.Type, key.Namespace, key.Name, null, key.Type.Verbs), new DeleteOptions(null, null, null, DryRun: false, null));

    private void Release(StoredObject held)
    {
        var body = held.Body.DeepClone().AsObject();
        body["metadata"]!.AsObject().Remove("finalizers");
        var released = new StoredObject(held.Key, body);
        if (!deletion.Finalized(released)) world.Objects.Put(held.Key, body);
    }
}
