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
    public static IReadOnlyList<AffinityTerm> Terms(Pod pod, bool anti)
    {
        if (pod.Spec.Affinity is not { ValueKind: JsonValueKind.Object } affinity
            || !affinity.TryGetProperty(anti ? "podAntiAffinity" : "podAffinity", out var part)
            || !part.TryGetProperty("requiredDuringSchedulingIgnoredDuringExecution", out var terms)) return [];
        return [.. terms.EnumerateArray().Select(term => new AffinityTerm(
            term.TryGetProperty("labelSelector", out var selector) ? selector.Deserialize(FactsJson.Default.LabelSelector) ?? new() : new(),
            term.TryGetProperty("topologyKey", out var key) ? key.GetString() ?? "" : ""))];
    }
}
