using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>How many pods a workload has, under a kind of its own: autoscaling/v1 Scale.</summary>
internal sealed class ScaleSubresource(RecordedWorld world)
{
    public Answer Get(RequestTarget target) =>
        Find(target) is { } item ? Answer.Json(Scale(item)) : Refusal.NotFound(target.Type, target.Name!);

    public Answer Update(RequestTarget target, string text, string? contentType, WriteOptions options) =>
        RequestBody.Object(text, contentType, "Scale", out var refusal) is { } body
            ? Change(target, options, _ => (body, null))
            : refusal!;

    public Answer Patch(RequestTarget target, string text, string? contentType, WriteOptions options) =>
        PatchDocument.Parse(text, contentType, out var refusal) is { } patch
            ? Change(target, options, scale => (patch.Apply(scale, target.Type, out var why), why))
            : refusal!;

    private Answer Change(RequestTarget target, WriteOptions options, Func<JsonObject, (JsonObject? Scale, Answer? Refusal)> change)
    {
        using var exclusive = world.Objects.Exclusive();
        if (Find(target) is not { } item) return Refusal.NotFound(target.Type, target.Name!);
        var (scale, refusal) = change(Scale(item));
        if (scale is null) return refusal!;
        if (scale["metadata"]?["resourceVersion"]?.ToString() is { Length: > 0 } version && version != item.ResourceVersion) return WriteRefusal.Modified(item);
        var replicas = scale["spec"]?["replicas"].Number() ?? 0;
        if (replicas < 0)
        {
            var fault = FieldFault.Invalid("spec.replicas", $"{replicas}", "must be greater than or equal to 0");
            return WriteRefusal.Invalid("autoscaling", "Scale", item.Key.Name, [fault]);
        }
        var body = item.Body.DeepClone().AsObject();
        if (body["spec"]!["replicas"].Number() != replicas)
        {
            body["spec"]!["replicas"] = replicas;
            body["metadata"]!["generation"] = (item.Metadata["generation"].Number() ?? 0) + 1;
        }
        return Answer.Json(Scale(options.DryRun ? new StoredObject(item.Key, body) : world.Objects.Put(item.Key, body)));
    }

    private StoredObject? Find(RequestTarget target) => world.Objects.Get(new ObjectKey(target.Type, target.Namespace, target.Name!));

    private static JsonObject Scale(StoredObject item)
    {
        var labels = item.Body["spec"]?["selector"]?["matchLabels"] as JsonObject ?? [];
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = item.Key.Name,
                ["namespace"] = item.Key.Namespace,
                ["uid"] = item.Uid,
                ["resourceVersion"] = item.ResourceVersion,
                ["creationTimestamp"] = item.Metadata["creationTimestamp"]?.ToString(),
            },
            ["spec"] = new JsonObject { ["replicas"] = item.Body["spec"]?["replicas"].Number() ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = item.Body["status"]?["replicas"].Number() ?? 0,
                ["selector"] = string.Join(',', labels.Select(l => $"{l.Key}={l.Value}")),
            },
        };
    }
}
