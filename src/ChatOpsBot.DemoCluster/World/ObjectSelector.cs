using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>A label selector inside an object: matchLabels and matchExpressions.</summary>
internal static class ObjectSelector
{
    /// <summary>No selector selects nothing, an empty one everything.</summary>
    public static bool Matches(JsonObject? selector, JsonObject? labels) =>
        selector is not null
        && (selector["matchLabels"] as JsonObject ?? []).All(wanted => labels?[wanted.Key]?.ToString() == wanted.Value?.ToString())
        && (selector["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>().All(e => Holds(e, labels?[e["key"]!.ToString()]?.ToString()));

    private static bool Holds(JsonObject expression, string? value)
    {
        var values = (expression["values"] as JsonArray ?? []).Select(v => v!.ToString());
        return expression["operator"]?.ToString() switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            _ => value is null,
        };
    }
}
