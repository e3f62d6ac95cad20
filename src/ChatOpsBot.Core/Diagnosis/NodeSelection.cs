using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>nodeSelector and required node affinity against a node's labels.</summary>
internal static class NodeSelection
{
    /// <summary>What the pod asks for and the node does not have, as "disk=ssd" or "zone in (a, b)"; null when the node matches.</summary>
    public static string? Unmet(PodSpec spec, Node node)
    {
        var labels = node.Metadata.Labels;
        foreach (var (key, value) in spec.NodeSelector)
            if (labels.GetValueOrDefault(key) != value) return $"{key}={value}";
        var terms = Terms(spec).ToList();
        if (terms.Count == 0 || terms.Any(term => term.All(requirement => Met(requirement, node)))) return null;
        return string.Join(" or ", terms.Select(term => Written(term.First(requirement => !Met(requirement, node)))).Distinct());
    }

    /// <summary>Everything that the pod asks of nodes, written out.</summary>
    public static string Asked(PodSpec spec) => string.Join(", ", spec.NodeSelector.Select(pair => $"{pair.Key}={pair.Value}")
        .Append(string.Join(" or ", Terms(spec).Select(term => string.Join(" and ", term.Select(Written))))).Where(part => part.Length > 0));

    private static bool Met(SelectorRequirement requirement, Node node) => requirement.Key == "metadata.name"
        ? requirement.Matches(new Dictionary<string, string> { ["metadata.name"] = node.Metadata.Name })
        : requirement.Matches(node.Metadata.Labels);

    private static string Written(SelectorRequirement requirement) => requirement.Operator switch
    {
        "In" when requirement.Values is [var only] => $"{requirement.Key}={only}",
        "In" => $"{requirement.Key} in ({string.Join(", ", requirement.Values)})",
        "NotIn" => $"{requirement.Key} not in ({string.Join(", ", requirement.Values)})",
        "Exists" => requirement.Key,
        "DoesNotExist" => $"no {requirement.Key}",
        "Gt" => $"{requirement.Key} > {string.Join("", requirement.Values)}",
        _ => $"{requirement.Key} < {string.Join("", requirement.Values)}",
    };

    private static IEnumerable<List<SelectorRequirement>> Terms(PodSpec spec)
    {
        foreach (var term in spec.Affinity.At("nodeAffinity").At("requiredDuringSchedulingIgnoredDuringExecution").At("nodeSelectorTerms").Items())
            yield return [.. Requirements(term, "matchExpressions"), .. Requirements(term, "matchFields")];
    }

    /// <summary>A list of requirements, such as matchExpressions.</summary>
    internal static IEnumerable<SelectorRequirement> Requirements(JsonElement? term, string list) => term.At(list).Items().Select(item => new SelectorRequirement
    {
        Key = item.At("key").Word() ?? "",
        Operator = item.At("operator").Word() ?? "",
        Values = [.. item.At("values").Items().Select(value => value.Word() ?? "")],
    });
}
