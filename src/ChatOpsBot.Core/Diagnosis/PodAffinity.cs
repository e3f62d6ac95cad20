using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>One required term of pod affinity or anti-affinity.</summary>
internal sealed record AffinityTerm(LabelSelector Selector, string TopologyKey);

/// <summary>Reads spec.affinity.podAffinity and podAntiAffinity.</summary>
internal static class PodAffinity
{
    /// <summary>The required terms.</summary>
    public static IReadOnlyList<AffinityTerm> Terms(Pod pod, bool anti) =>
        [.. pod.Spec.Affinity.At(anti ? "podAntiAffinity" : "podAffinity").At("requiredDuringSchedulingIgnoredDuringExecution").Items()
            .Select(term => new AffinityTerm(Selector(term.At("labelSelector")), term.At("topologyKey").Word() ?? ""))];

    private static LabelSelector Selector(JsonElement? selector) => new()
    {
        MatchLabels = selector.At("matchLabels") is { ValueKind: JsonValueKind.Object } labels ? labels.EnumerateObject().ToDictionary(pair => pair.Name, pair => ((JsonElement?)pair.Value).Word() ?? "") : ObjectMeta.Empty,
        MatchExpressions = [.. NodeSelection.Requirements(selector, "matchExpressions")],
    };
}
