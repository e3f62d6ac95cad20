using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Whether a pod bears a node's taint.</summary>
internal static class Tolerations
{
    public static bool Bear(IEnumerable<JsonObject> tolerations, JsonObject taint) => tolerations.Any(t =>
        (t["key"] is null ? t["operator"]?.ToString() == "Exists" : t["key"]!.ToString() == taint["key"]!.ToString())
        && (t["effect"] is null || t["effect"]!.ToString() == taint["effect"]!.ToString())
        && (t["operator"]?.ToString() == "Exists" || (t["value"]?.ToString() ?? "") == (taint["value"]?.ToString() ?? "")));
}
