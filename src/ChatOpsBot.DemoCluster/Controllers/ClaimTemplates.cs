using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.Api;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The volume claims that each pod of a StatefulSet has for itself, under the pod's name.</summary>
internal sealed class ClaimTemplates(RecordedWorld world, Schedule schedule, EventRecorder events)
{
    /// <summary>Makes the claims that are missing, and mounts them in the pod that is about to be made.</summary>
    public void Provide(StoredObject set, JsonObject pod)
    {
        foreach (var template in (set.Body["spec"]?["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var (volume, owner) = (template["metadata"]!["name"]!.ToString(), pod["metadata"]!["name"]!.ToString());
            var key = new ObjectKey(world.Catalog.OfKind("v1", "PersistentVolumeClaim")!, set.Key.Namespace, $"{volume}-{owner}");
            if (world.Objects.Get(key) is null)
            {
                world.Objects.Put(key, Claim(set, template, key));
                events.Controller(set, "statefulset-controller", "SuccessfulCreate", $"create Claim {key.Name} Pod {owner} in StatefulSet {set.Key.Name} success");
            }
            if (pod["spec"]!["volumes"] is not JsonArray volumes) pod["spec"]!["volumes"] = volumes = [];
            volumes.RemoveAll(v => v?["name"]?.ToString() == volume);
            volumes.Add(new JsonObject { ["name"] = volume, ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = key.Name } });
        }
    }

    /// <summary>Makes the set the owner of a pod's claims, or the pod that is about to go, or nobody, as the set's
    /// persistentVolumeClaimRetentionPolicy says: with their owner they go.</summary>
    public void Bequeath(StoredObject set, StoredObject pod, bool scaledAway)
    {
        var policy = set.Body["spec"]?["persistentVolumeClaimRetentionPolicy"];
        var (scaled, deleted) = (policy?["whenScaled"]?.ToString() == "Delete", policy?["whenDeleted"]?.ToString() == "Delete");
        var owner = scaled && scaledAway ? pod : deleted ? set : null;
        foreach (var template in (set.Body["spec"]?["volumeClaimTemplates"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var key = new ObjectKey(world.Catalog.OfKind("v1", "PersistentVolumeClaim")!, set.Key.Namespace, $"{template["metadata"]!["name"]}-{pod.Key.Name}");
            if (world.Objects.Get(key) is not { IsDeleting: false } claim) continue;
            var body = claim.Body.DeepClone().AsObject();
            var references = body["metadata"]!["ownerReferences"] as JsonArray ?? [];
            var others = references.Where(r => r?["uid"]?.ToString() != set.Uid && r?["uid"]?.ToString() != pod.Uid).Select(r => r!.DeepClone());
            JsonArray wanted = [.. others, .. owner is null ? Array.Empty<JsonNode>() : [OwnerReference.To(owner)]];
            if (JsonNode.DeepEquals(references, wanted)) continue;
            if (wanted.Count > 0) body["metadata"]!["ownerReferences"] = wanted;
            else body["metadata"]!.AsObject().Remove("ownerReferences");
            world.Objects.Put(key, body);
        }
    }

    private JsonObject Claim(StoredObject set, JsonObject template, ObjectKey key)
    {
        var labels = template["metadata"]?["labels"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in set.Body["spec"]?["selector"]?["matchLabels"] as JsonObject ?? []) labels[name] = value?.DeepClone();
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "PersistentVolumeClaim",
            ["metadata"] = new JsonObject
            {
                ["name"] = key.Name,
                ["namespace"] = key.Namespace,
                ["uid"] = world.Identities.Uid(),
                ["creationTimestamp"] = Timestamps.Format(schedule.Now),
                ["labels"] = labels,
            },
            ["spec"] = template["spec"]!.DeepClone(),
        };
        StorageClasses.Default(world, body);
        ObjectDefaults.Apply(key.Type, body);
        return body;
    }
}
