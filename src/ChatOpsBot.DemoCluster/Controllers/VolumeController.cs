using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>
/// Binds claims to volumes, and says every quarter of a minute why one waits. Nothing is provisioned: no class of the shop has a
/// provisioner that runs.
/// </summary>
internal sealed class VolumeController(RecordedWorld world, Schedule schedule, EventRecorder events, Volumes volumes, GarbageCollector garbage)
{
    private const string Component = "persistentvolume-controller";
    private static readonly TimeSpan Resync = TimeSpan.FromSeconds(15);

    public void Start() => schedule.After(Resync, Again);

    /// <summary>Looks at a claim.</summary>
    public void Claim(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { } claim) return;
        if (claim.IsDeleting) Release(claim);
        else if (claim.Phase != "Bound") Bind(claim);
    }

    /// <summary>Looks at a volume: free, held, or left by its claim.</summary>
    public void Volume(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { } volume) return;
        // What was asked to go while a claim held it goes with the claim.
        if (volume.IsDeleting && volume.Phase is "Released" or "Available" or "Failed") world.Objects.Remove(key);
        if (volume.IsDeleting && volume.Phase != "Bound") return;
        if (volume.Body["spec"]?["claimRef"] is JsonObject reference)
        {
            var claim = world.Objects.Get(new ObjectKey(volumes.Claims, reference["namespace"]?.ToString(), reference["name"]?.ToString() ?? ""));
            if (claim is not null && Volumes.IsFor(volume, claim))
            {
                if (claim.Phase != "Bound") Claim(claim.Key);
                return;
            }
            // A reservation without a uid waits for its claim.
            if (reference["uid"] is null) Phase(volume, "Available");
            else if (volume.Body["spec"]?["persistentVolumeReclaimPolicy"]?.ToString() == "Delete") world.Objects.Remove(volume.Key);
            else Phase(volume, "Released");
            return;
        }
        Phase(volume, "Available");
        foreach (var waiting in world.Objects.List(volumes.Claims).Where(c => c is { IsDeleting: false, Phase: "Pending" })) Bind(waiting);
    }

    private void Again()
    {
        using var exclusive = world.Objects.Exclusive();
        foreach (var claim in world.Objects.List(volumes.Claims)) Claim(claim.Key);
        schedule.After(Resync, Again);
    }

    // kubernetes.io/pvc-protection holds a claim only as long as a pod mounts it.
    private void Release(StoredObject claim)
    {
        if (claim.Metadata["finalizers"] is not JsonArray { Count: 1 } finalizers || finalizers[0]!.ToString() != "kubernetes.io/pvc-protection" || volumes.Users(claim).Any()) return;
        world.Objects.Remove(claim.Key);
        garbage.OwnerGone(claim, orphan: false);
    }

    private void Bind(StoredObject claim)
    {
        var named = StorageClasses.NameOf(claim);
        var @class = named.Length > 0 ? StorageClasses.Of(world, claim) : null;
        // With a class that waits, the scheduler is the one who binds.
        if (!StorageClasses.Waits(@class) && volumes.Find(claim, null) is { } volume) volumes.Bind(claim, volume);
        else if (named.Length == 0) Say(claim, "FailedBinding", "no persistent volumes available for this claim and no storage class is set");
        else if (@class is null) Say(claim, "ProvisioningFailed", $"storageclass.storage.k8s.io \"{named}\" not found", "Warning");
        else if (StorageClasses.Waits(@class) && claim.Annotation(Volumes.SelectedNode) is null) Wait(claim);
        else if (StorageClasses.Provisioner(@class) is var provisioner && provisioner == StorageClasses.NoProvisioner) Say(claim, "ProvisioningFailed", $"no volume plugin matched name: {provisioner}", "Warning");
        else
        {
            volumes.Provision(claim, provisioner);
            Say(claim, "ExternalProvisioning", $"Waiting for a volume to be created either by the external provisioner '{provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.");
        }
    }

    private void Wait(StoredObject claim)
    {
        if (volumes.Users(claim).FirstOrDefault(p => p.NodeName is null) is { } pod) Say(claim, "WaitForPodScheduled", $"waiting for pod {pod.Key.Name} to be scheduled");
        else Say(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
    }

    private void Say(StoredObject claim, string reason, string message, string type = "Normal") => events.Controller(claim, Component, reason, message, type);

    private void Phase(StoredObject volume, string phase)
    {
        var body = volume.Body.DeepClone().AsObject();
        volumes.SetPhase(body, phase);
        world.Objects.Put(volume.Key, body);
    }
}
