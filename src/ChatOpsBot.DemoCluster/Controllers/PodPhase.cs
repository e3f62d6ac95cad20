using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Phase and conditions, as they follow from the containers.</summary>
internal static class PodPhase
{
    public static void Follow(JsonObject body, DateTimeOffset now)
    {
        var status = body["status"]!.AsObject();
        var init = Of(status, "initContainerStatuses");
        var main = Of(status, "containerStatuses");
        var never = body["spec"]?["restartPolicy"]?.ToString() == "Never";
        status["phase"] =
            main.Count > 0 && main.All(c => c["state"]?["terminated"] is not null) && (never || main.All(Succeeded)) ? main.All(Succeeded) ? "Succeeded" : "Failed"
            : main.Any(c => c["containerID"] is not null) ? "Running"
            : "Pending";
        var initialized = init.All(c => Succeeded(c) || c["state"]?["running"] is not null);
        string[] unready = [.. main.Where(c => c["ready"]?.GetValue<bool>() != true).Select(c => c["name"]!.ToString())];
        var done = status["phase"]!.ToString() == "Succeeded";
        Set(status, "PodScheduled", true, null, null, now);
        Set(status, "Initialized", initialized, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', init.Where(c => !Succeeded(c)).Select(c => c["name"]))}]", now);
        foreach (var type in new[] { "Ready", "ContainersReady" })
            Set(status, type, unready.Length == 0 && initialized, done ? "PodCompleted" : "ContainersNotReady", done ? null : $"containers with unready status: [{string.Join(' ', unready)}]", now);
    }

    private static List<JsonObject> Of(JsonObject status, string field) => [.. (status[field] as JsonArray ?? []).OfType<JsonObject>()];

    private static bool Succeeded(JsonObject container) => container["state"]?["terminated"]?["exitCode"].Number() == 0;

    private static void Set(JsonObject status, string type, bool holds, string? reason, string? message, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
        var value = holds ? "True" : "False";
        var condition = conditions.OfType<JsonObject>().FirstOrDefault(c => c["type"]?.ToString() == type);
        if (condition is null) conditions.Add(condition = new JsonObject { ["type"] = type, ["lastProbeTime"] = null });
        if (condition["status"]?.ToString() != value) condition["lastTransitionTime"] = Timestamps.Format(now);
        condition["status"] = value;
        foreach (var (name, text) in new[] { ("reason", reason), ("message", message) })
        {
            if (holds || text is null) condition.Remove(name);
            else condition[name] = text;
        }
    }
}
