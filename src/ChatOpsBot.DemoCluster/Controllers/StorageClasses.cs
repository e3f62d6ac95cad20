using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The storage class of a claim.</summary>
internal static class StorageClasses
{
    public const string NoProvisioner = "kubernetes.io/no-provisioner";

    /// <summary>As admission does: who names no class gets the default one, if the cluster has one.</summary>
    public static void Default(RecordedWorld world, JsonObject claim)
    {
        if (claim["spec"] is not JsonObject spec || spec.ContainsKey("storageClassName")) return;
        var standard = world.Objects.List(Type(world))
            .Where(c => c.Annotation("storageclass.kubernetes.io/is-default-class") == "true")
            .MaxBy(c => c.Metadata["creationTimestamp"]!.ToString(), StringComparer.Ordinal);
        if (standard is not null) spec["storageClassName"] = standard.Key.Name;
    }

    /// <summary>The name that the claim gives; empty for none.</summary>
    public static string NameOf(StoredObject claimOrVolume) => claimOrVolume.Body["spec"]?["storageClassName"]?.ToString() ?? "";

    public static StoredObject? Of(RecordedWorld world, StoredObject claim) => world.Objects.Get(new ObjectKey(Type(world), null, NameOf(claim)));

    /// <summary>Whether the class waits with the volume until a pod has found its node.</summary>
    public static bool Waits(StoredObject? @class) => @class?.Body["volumeBindingMode"]?.ToString() == "WaitForFirstConsumer";

    public static string Provisioner(StoredObject @class) => @class.Body["provisioner"]?.ToString() ?? "";

    private static ResourceType Type(RecordedWorld world) => world.Catalog.OfKind("storage.k8s.io/v1", "StorageClass")!;
}
