using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>A Job's conditions: how it ended, or that it is suspended.</summary>
internal static class JobConditions
{
    /// <summary>Complete or Failed; null while it goes on.</summary>
    public static string? Ended(StoredObject job) => Of(job.Body).FirstOrDefault(c => c["type"]?.ToString() is "Complete" or "Failed" && Holds(c))?["type"]?.ToString();

    public static bool Is(JsonObject job, string type) => Of(job).Any(c => c["type"]?.ToString() == type && Holds(c));

    public static void Set(JsonObject job, string type, bool holds, string reason, string message, DateTimeOffset now)
    {
        var status = job["status"]!.AsObject();
        if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
        conditions.RemoveAll(c => c?["type"]?.ToString() == type);
        conditions.Add(new JsonObject
        {
            ["type"] = type,
            ["status"] = holds ? "True" : "False",
            ["lastProbeTime"] = Timestamps.Format(now),
            ["lastTransitionTime"] = Timestamps.Format(now),
            ["reason"] = reason,
            ["message"] = message,
        });
    }

    private static IEnumerable<JsonObject> Of(JsonObject job) => (job["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>();

    private static bool Holds(JsonObject condition) => condition["status"]?.ToString() == "True";
}
