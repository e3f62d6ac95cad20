using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>The templates that a StatefulSet or a DaemonSet has had, kept as ControllerRevisions.</summary>
internal sealed class Revisions(RecordedWorld world, Schedule schedule)
{
    private readonly ResourceType _type = world.Catalog.OfKind("apps/v1", "ControllerRevision")!;

    /// <summary>The revision of the template as it is now: made when there is none, and numbered as the newest.</summary>
    public StoredObject Current(StoredObject owner)
    {
        var all = Of(owner);
        var wanted = Content(owner);
        var highest = all.Select(Number).DefaultIfEmpty(0).Max();
        if (all.FirstOrDefault(r => JsonNode.DeepEquals(r.Body["data"], wanted)) is not { } found) return Make(owner, wanted, highest + 1);
        if (Number(found) == highest) return found;
        var body = found.Body.DeepClone().AsObject();
        body["revision"] = highest + 1;
        return world.Objects.Put(found.Key, body);
    }

    /// <summary>The template that a revision keeps.</summary>
    public JsonNode Template(StoredObject owner, string name)
    {
        var kept = world.Objects.Get(owner.Key with { Type = _type, Name = name })?.Body["data"]?["spec"]?["template"] ?? owner.Body["spec"]!["template"]!;
        var template = kept.DeepClone();
        template.AsObject().Remove("$patch");
        return template;
    }

    /// <summary>Forgets what is neither in use nor within the history's limit.</summary>
    public void Prune(StoredObject owner, IReadOnlySet<string> inUse)
    {
        var idle = Of(owner).Where(r => !inUse.Contains(r.Key.Name)).OrderBy(Number).ToList();
        var limit = (int)(owner.Body["spec"]?["revisionHistoryLimit"].Number() ?? 10);
        foreach (var old in idle.Take(Math.Max(0, idle.Count - limit))) world.Objects.Remove(old.Key);
    }

    private List<StoredObject> Of(StoredObject owner) =>
        [.. world.Objects.List(_type, owner.Key.Namespace).Where(r => r.Controller?["uid"]?.ToString() == owner.Uid)];

    private StoredObject Make(StoredObject owner, JsonObject content, long revision)
    {
        var hash = TemplateHash.Of(content["spec"]!["template"]!);
        var name = $"{owner.Key.Name}-{hash}";
        var labels = owner.Body["spec"]?["template"]?["metadata"]?["labels"]?.DeepClone() as JsonObject ?? [];
        labels[owner.Key.Type.Kind == "StatefulSet" ? "controller.kubernetes.io/hash" : "controller-revision-hash"] = hash;
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = owner.Key.Namespace,
            ["uid"] = world.Identities.Uid(),
            ["creationTimestamp"] = Timestamps.Format(schedule.Now),
            ["labels"] = labels,
            ["ownerReferences"] = new JsonArray(OwnerReference.To(owner)),
        };
        if (owner.Key.Type.Kind == "DaemonSet") metadata["annotations"] = new JsonObject { ["deprecated.daemonset.template.generation"] = revision.ToString(CultureInfo.InvariantCulture) };
        return world.Objects.Put(
            owner.Key with { Type = _type, Name = name },
            new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "ControllerRevision", ["metadata"] = metadata, ["data"] = content, ["revision"] = revision });
    }

    private static JsonObject Content(StoredObject owner)
    {
        var template = owner.Body["spec"]!["template"]!.DeepClone().AsObject();
        template["$patch"] = "replace";
        return new JsonObject { ["spec"] = new JsonObject { ["template"] = template } };
    }

    private static long Number(StoredObject revision) => revision.Body["revision"].Number() ?? 0;
}
