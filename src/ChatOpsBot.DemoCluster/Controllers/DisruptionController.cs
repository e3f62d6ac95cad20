using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Counts for each PodDisruptionBudget how many of its pods may go.</summary>
internal sealed class DisruptionController(RecordedWorld world, Schedule schedule)
{
    public void Reconcile(ObjectKey key)
    {
        if (world.Objects.Get(key) is not { } budget) return;
        var spec = budget.Body["spec"];
        var pods = world.Objects.List(world.Catalog.Pods, key.Namespace)
            .Where(p => ObjectSelector.Matches(spec?["selector"] as JsonObject, p.Metadata["labels"] as JsonObject) && p.Phase is not ("Failed" or "Succeeded"))
            .ToList();
        long expected = pods.Count(p => !p.IsDeleting), healthy = pods.Count(p => !p.IsDeleting && PodStatus.IsReady(p));
        var desired = spec?["minAvailable"] is { } least ? Share(least, expected) : expected - Share(spec?["maxUnavailable"], expected);
        var allowed = Math.Max(0, healthy - Math.Max(0, desired));
        var body = budget.Body.DeepClone().AsObject();
        var status = body["status"]!.AsObject();
        status["observedGeneration"] = budget.Metadata["generation"].Number() ?? 1;
        status["disruptionsAllowed"] = allowed;
        status["currentHealthy"] = healthy;
        status["desiredHealthy"] = Math.Max(0, desired);
        status["expectedPods"] = expected;
        DeploymentStatus.Set(status, "DisruptionAllowed", allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "", schedule.Now);
        (status["conditions"]![0] as JsonObject)?.Remove("lastUpdateTime");
        world.Objects.Put(key, body);
    }

    private static long Share(JsonNode? value, long of) =>
        value.Number() ?? (decimal.TryParse(value?.ToString().TrimEnd('%'), CultureInfo.InvariantCulture, out var percent) ? (long)Math.Ceiling(of * percent / 100) : 0);
}
