using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>The last write to each ConfigMap and Secret that a pod reads. What was written is not on record, only when and by what.</summary>
internal static class ConfigurationWrites
{
    /// <summary>The writes to what a pod's spec refers to.</summary>
    public static async Task<IReadOnlyList<Change>> ReadAsync(ClusterReading reading, string? ns, PodSpec spec)
    {
        var named = References.Of(spec).Select(reference => (reference.IsSecret, reference.Name)).Where(reference => reference.Name.Length > 0).Distinct();
        var writes = await Task.WhenAll(named.Select(async reference => reference.IsSecret
            ? Of(ResourceKinds.Secret, (await reading.GetAsync<Secret>(ns, reference.Name)).Object?.Metadata)
            : Of(ResourceKinds.ConfigMap, (await reading.GetAsync<ConfigMap>(ns, reference.Name)).Object?.Metadata)));
        return [.. writes.OfType<Change>()];
    }

    private static Change? Of(ResourceKind kind, ObjectMeta? metadata) => metadata?.LastWrite is { } write
        ? new(write.Time, Text.Of(metadata.CreationTimestamp >= write.Time ? "diagnosis.history.created" : "diagnosis.history.written", $"{kind.Kind} {metadata.Name}", write.Manager ?? "?"))
        : null;
}
