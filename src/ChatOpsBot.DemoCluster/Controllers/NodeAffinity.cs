using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Controllers;

/// <summary>Which nodes a pod's spec, or a volume's, lets itself be on.</summary>
internal static class NodeAffinity
{
    /// <summary>The affinity that pins a daemon's pod to its node.</summary>
    public static JsonObject To(string node) => new()
    {
        ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject
        {
            ["nodeSelectorTerms"] = new JsonArray(new JsonObject
            {
                ["matchFields"] = new JsonArray(new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) }),
            }),
        },
    };

    /// <summary>The node that a daemon's pod is pinned to.</summary>
    public static string? Target(StoredObject pod) =>
        Terms(Required(pod.Body["spec"])).SelectMany(t => t["matchFields"] as JsonArray ?? []).Select(f => (f?["values"] as JsonArray)?[0]?.ToString()).FirstOrDefault();

    /// <summary>nodeSelector and required affinity of a pod's spec.</summary>
    public static bool Matches(JsonNode? spec, StoredObject node) =>
        (spec?["nodeSelector"] as JsonObject ?? []).All(wanted => node.Label(wanted.Key) == wanted.Value?.ToString()) && Satisfies(Required(spec), node);

    /// <summary>Whether a volume can be reached from the node.</summary>
    public static bool Reaches(StoredObject volume, StoredObject node) => Satisfies(volume.Body["spec"]?["nodeAffinity"]?["required"], node);

    private static bool Satisfies(JsonNode? selector, StoredObject node) => selector is null || Terms(selector).Any(term =>
        ObjectSelector.Matches(new JsonObject { ["matchExpressions"] = term["matchExpressions"]?.DeepClone() }, node.Metadata["labels"] as JsonObject)
        && ObjectSelector.Matches(new JsonObject { ["matchExpressions"] = term["matchFields"]?.DeepClone() }, new JsonObject { ["metadata.name"] = node.Key.Name }));

    private static JsonNode? Required(JsonNode? spec) => spec?["affinity"]?["nodeAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"];

    private static IEnumerable<JsonObject> Terms(JsonNode? selector) => (selector?["nodeSelectorTerms"] as JsonArray ?? []).OfType<JsonObject>();
}
