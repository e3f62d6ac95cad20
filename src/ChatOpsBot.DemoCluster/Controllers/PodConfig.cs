using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The ConfigMaps and Secrets that a pod needs before it can start.</summary>
internal static class PodConfig
{
    /// <summary>What mounting says of the first volume whose content is missing.</summary>
    public static string? MissingVolume(RecordedWorld world, StoredObject pod)
    {
        foreach (var volume in (pod.Body["spec"]?["volumes"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var (kind, name) = volume["configMap"] is { } map ? ("ConfigMap", map["name"]) : ("Secret", volume["secret"]?["secretName"]);
            if (name is null || (volume["configMap"] ?? volume["secret"])?["optional"]?.GetValue<bool>() == true) continue;
            if (Find(world, pod, kind, name.ToString()) is null)
                return $"MountVolume.SetUp failed for volume \"{volume["name"]}\" : {kind.ToLowerInvariant()} \"{name}\" not found";
        }
        return null;
    }

    /// <summary>What the kubelet says of the first environment variable whose source is missing.</summary>
    public static string? MissingVariable(RecordedWorld world, StoredObject pod, JsonObject container)
    {
        foreach (var source in (container["env"] as JsonArray ?? []).Select(e => e?["valueFrom"] as JsonObject).OfType<JsonObject>())
        {
            if ((source["configMapKeyRef"] ?? source["secretKeyRef"]) is not JsonObject reference || reference["optional"]?.GetValue<bool>() == true) continue;
            var kind = source["configMapKeyRef"] is null ? "Secret" : "ConfigMap";
            var (name, key) = (reference["name"]!.ToString(), reference["key"]!.ToString());
            if (Find(world, pod, kind, name) is not { } found) return $"{kind.ToLowerInvariant()} \"{name}\" not found";
            if (found.Body["data"]?[key] is null) return $"couldn't find key {key} in {kind} {pod.Key.Namespace}/{name}";
        }
        foreach (var source in (container["envFrom"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var kind = source["configMapRef"] is null ? "Secret" : "ConfigMap";
            var reference = source["configMapRef"] ?? source["secretRef"];
            if (reference?["name"]?.ToString() is { } name && reference["optional"]?.GetValue<bool>() != true && Find(world, pod, kind, name) is null)
                return $"{kind.ToLowerInvariant()} \"{name}\" not found";
        }
        return null;
    }

    private static StoredObject? Find(RecordedWorld world, StoredObject pod, string kind, string name) =>
        world.Objects.Get(new ObjectKey(world.Catalog.OfKind("v1", kind)!, pod.Key.Namespace, name));
}
