using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Clusters;

/// <summary>Whether labels meet a selector: k8s.io/apimachinery/pkg/labels.Requirement.Matches.</summary>
public static class Selecting
{
    /// <summary>A Service's or a nodeSelector's map: every pair must be there. An empty map selects nothing (a Service without
    /// a selector has no pods).</summary>
    public static bool Selects(this IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels) =>
        selector.Count > 0 && AreAll(selector, labels);

    /// <summary>A workload's selector.</summary>
    public static bool Selects(this LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        selector.MatchLabels.Count + selector.MatchExpressions.Count > 0
        && AreAll(selector.MatchLabels, labels)
        && selector.MatchExpressions.All(requirement => requirement.Matches(labels));

    /// <summary>A selector of which an empty one picks everything: that of a PodDisruptionBudget or NetworkPolicy.</summary>
    public static bool SelectsOrAll(this LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        selector.MatchLabels.Count + selector.MatchExpressions.Count == 0 || selector.Selects(labels);

    /// <summary>One expression.</summary>
    public static bool Matches(this SelectorRequirement requirement, IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(requirement.Key, out var value);
        return requirement.Operator switch
        {
            "In" => has && requirement.Values.Contains(value),
            "NotIn" => !has || !requirement.Values.Contains(value),
            "Exists" => has,
            "DoesNotExist" => !has,
            "Gt" => has && requirement.Values is [var low] && long.TryParse(value, out var a) && long.TryParse(low, out var b) && a > b,
            "Lt" => has && requirement.Values is [var high] && long.TryParse(value, out var a) && long.TryParse(high, out var b) && a < b,
            _ => false,
        };
    }

    /// <summary>A selector as the API's labelSelector parameter takes it.</summary>
    public static string Written(this LabelSelector selector) => string.Join(',',
        selector.MatchLabels.Select(pair => $"{pair.Key}={pair.Value}").Concat(selector.MatchExpressions.Select(Written)));

    // A sweep asks this of every workload and pod of a cluster, for which a closure each is too much.
    private static bool AreAll(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in wanted)
        {
            if (!labels.TryGetValue(key, out var found) || found != value) return false;
        }
        return true;
    }

    private static string Written(SelectorRequirement requirement) => requirement.Operator switch
    {
        "In" => $"{requirement.Key} in ({string.Join(',', requirement.Values)})",
        "NotIn" => $"{requirement.Key} notin ({string.Join(',', requirement.Values)})",
        "DoesNotExist" => $"!{requirement.Key}",
        _ => requirement.Key,
    };
}
