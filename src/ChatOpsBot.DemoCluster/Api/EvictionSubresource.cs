using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Api;

/// <summary>A deletion that asks the PodDisruptionBudgets first.</summary>
internal sealed class EvictionSubresource(RecordedWorld world, ObjectDeletion deletion)
{
    public Answer Create(RequestTarget target, string text, string? contentType, WriteOptions options)
    {
        if (RequestBody.Object(text, contentType, "Eviction", out var refusal) is not { } body) return refusal!;
        if (body["kind"]?.ToString() is { } kind && kind != "Eviction")
        {
            var apiVersion = body["apiVersion"]?.ToString() ?? "v1";
            return Refusal.BadRequest($"{kind} in version \"{apiVersion[(apiVersion.LastIndexOf('/') + 1)..]}\" cannot be handled as a Eviction: no kind \"{kind}\" is registered for version \"{apiVersion}\" in scheme \"pkg/runtime/scheme.go:110\"");
        }
        if (body["metadata"]?["name"]?.ToString() != target.Name) return Refusal.BadRequest("name in URL does not match name in Eviction object");
        var asked = body["deleteOptions"] as JsonObject ?? [];
        var dryRun = options.DryRun || asked["dryRun"] is JsonArray { Count: > 0 };
        using var exclusive = world.Objects.Exclusive();
        if (world.Objects.Get(new ObjectKey(world.Catalog.Pods, target.Namespace, target.Name!)) is not { } pod) return Refusal.NotFound(world.Catalog.Pods, target.Name!);
        // Nothing is disrupted by the end of what does not run, or is ending already.
        if (!pod.IsDeleting && pod.Phase is not ("Pending" or "Failed" or "Succeeded") && Held(pod, dryRun) is { } held) return held;
        var answer = deletion.Delete(
            target with { Subresource = null },
            new DeleteOptions(asked["gracePeriodSeconds"].Number(), asked["preconditions"]?["uid"]?.ToString(), asked["preconditions"]?["resourceVersion"]?.ToString(), dryRun, null));
        return answer.StatusCode == 200 ? Answer.Json(Evicted(), 201) : answer;
    }

    private Answer? Held(StoredObject pod, bool dryRun)
    {
        var budgets = world.Objects.List(world.Catalog.OfKind("policy/v1", "PodDisruptionBudget")!, pod.Key.Namespace)
            .Where(b => ObjectSelector.Matches(b.Body["spec"]?["selector"] as JsonObject, pod.Metadata["labels"] as JsonObject))
            .ToList();
        if (budgets.Count > 1) return Refusal.InternalError("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        if (budgets is not [var budget]) return null;
        var status = budget.Body["status"];
        var allowed = status?["disruptionsAllowed"].Number() ?? 0;
        if (allowed <= 0)
            return WriteRefusal.WouldViolateBudget(budget.Key.Name, status?["desiredHealthy"].Number() ?? 0, status?["currentHealthy"].Number() ?? 0);
        if (dryRun) return null;
        var body = budget.Body.DeepClone().AsObject();
        body["status"]!["disruptionsAllowed"] = allowed - 1;
        world.Objects.Put(budget.Key, body);
        return null;
    }

    private static JsonObject Evicted() => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["code"] = 201,
    };
}
