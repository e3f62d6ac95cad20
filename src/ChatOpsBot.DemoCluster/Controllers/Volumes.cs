using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Which claims a pod mounts, which volume suits a claim, and their binding.</summary>
internal sealed class Volumes(RecordedWorld world, Schedule schedule)
{
    public const string SelectedNode = "volume.kubernetes.io/selected-node";
    private const string Provisioner = "volume.kubernetes.io/storage-provisioner";

    public ResourceType Claims { get; } = world.Catalog.OfKind("v1", "PersistentVolumeClaim")!;

    public ResourceType Type { get; } = world.Catalog.OfKind("v1", "PersistentVolume")!;

    /// <summary>The names of the claims that a pod's volumes are.</summary>
    public static IEnumerable<string> Named(StoredObject pod) =>
        (pod.Body["spec"]?["volumes"] as JsonArray ?? []).Select(v => v?["persistentVolumeClaim"]?["claimName"]?.ToString()).OfType<string>();

    public StoredObject? Claim(StoredObject pod, string name) => world.Objects.Get(new ObjectKey(Claims, pod.Key.Namespace, name));

    /// <summary>The pods that mount a claim and have not ended.</summary>
    public IEnumerable<StoredObject> Users(StoredObject claim) => world.Objects.List(world.Catalog.Pods, claim.Key.Namespace)
        .Where(p => p.Phase is not ("Failed" or "Succeeded") && Named(p).Contains(claim.Key.Name));

    /// <summary>The smallest free volume that the claim can have, on a node if one is given.</summary>
    public StoredObject? Find(StoredObject claim, StoredObject? node)
    {
        var wanted = Quantities.Parse(claim.Body["spec"]?["resources"]?["requests"]?["storage"]?.ToString());
        var modes = Modes(claim).ToList();
        return world.Objects.List(Type)
            .Where(v => !v.IsDeleting && (IsFor(v, claim) || (v.Body["spec"]?["claimRef"] is null && v.Phase is "Available" or "Pending")))
            .Where(v => StorageClasses.NameOf(v) == StorageClasses.NameOf(claim) && modes.All(Modes(v).Contains))
            .Where(v => (v.Body["spec"]?["volumeMode"]?.ToString() ?? "Filesystem") == (claim.Body["spec"]?["volumeMode"]?.ToString() ?? "Filesystem"))
            .Where(v => claim.Body["spec"]?["selector"] is not JsonObject selector || ObjectSelector.Matches(selector, v.Metadata["labels"] as JsonObject))
            .Where(v => Capacity(v) >= wanted && (node is null || NodeAffinity.Reaches(v, node)))
            .OrderByDescending(v => IsFor(v, claim))
            .ThenBy(Capacity)
            .FirstOrDefault();
    }

    /// <summary>The volume that a bound claim has.</summary>
    public StoredObject? Of(StoredObject claim) =>
        claim.Body["spec"]?["volumeName"]?.ToString() is { } name ? world.Objects.Get(new ObjectKey(Type, null, name)) : null;

    public void Bind(StoredObject claim, StoredObject volume)
    {
        var held = volume.Body.DeepClone().AsObject();
        Note(held, "pv.kubernetes.io/bound-by-controller", "yes");
        held["spec"]!["claimRef"] = new JsonObject
        {
            ["kind"] = "PersistentVolumeClaim",
            ["namespace"] = claim.Key.Namespace,
            ["name"] = claim.Key.Name,
            ["uid"] = claim.Uid,
            ["apiVersion"] = "v1",
            ["resourceVersion"] = claim.ResourceVersion,
        };
        SetPhase(held, "Bound");
        world.Objects.Put(volume.Key, held);
        var body = claim.Body.DeepClone().AsObject();
        Note(body, "pv.kubernetes.io/bind-completed", "yes");
        Note(body, "pv.kubernetes.io/bound-by-controller", "yes");
        body["spec"]!["volumeName"] = volume.Key.Name;
        body["status"] = new JsonObject
        {
            ["phase"] = "Bound",
            ["accessModes"] = volume.Body["spec"]?["accessModes"]?.DeepClone(),
            ["capacity"] = volume.Body["spec"]?["capacity"]?.DeepClone(),
        };
        world.Objects.Put(claim.Key, body);
    }

    /// <summary>Writes down on which node a pod that mounts the claim will run.</summary>
    public void Select(StoredObject claim, string node)
    {
        var body = claim.Body.DeepClone().AsObject();
        Note(body, SelectedNode, node);
        world.Objects.Put(claim.Key, body);
    }

    /// <summary>Hands the claim over to the provisioner of its class.</summary>
    public void Provision(StoredObject claim, string provisioner)
    {
        var body = claim.Body.DeepClone().AsObject();
        Note(body, "volume.beta.kubernetes.io/storage-provisioner", provisioner);
        Note(body, Provisioner, provisioner);
        world.Objects.Put(claim.Key, body);
    }

    public void SetPhase(JsonObject volume, string phase)
    {
        if (volume["status"]?["phase"]?.ToString() == phase) return;
        volume["status"] = new JsonObject { ["phase"] = phase, ["lastPhaseTransitionTime"] = Timestamps.Format(schedule.Now) };
    }

    public static bool IsFor(StoredObject volume, StoredObject claim) =>
        volume.Body["spec"]?["claimRef"] is JsonObject reference
        && reference["namespace"]?.ToString() == claim.Key.Namespace
        && reference["name"]?.ToString() == claim.Key.Name
        && (reference["uid"] is null || reference["uid"]!.ToString() == claim.Uid);

    private static void Note(JsonObject body, string name, string value)
    {
        if (body["metadata"]!["annotations"] is not JsonObject notes) body["metadata"]!["annotations"] = notes = [];
        notes[name] = value;
    }

    private static IEnumerable<string> Modes(StoredObject item) => (item.Body["spec"]?["accessModes"] as JsonArray ?? []).Select(m => m!.ToString());

    private static decimal Capacity(StoredObject volume) => Quantities.Parse(volume.Body["spec"]?["capacity"]?["storage"]?.ToString());
}
