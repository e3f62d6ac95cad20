using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What became of the ConfigMaps and Secrets that a pod refers to.</summary>
internal static class Referred
{
    /// <summary>True or false as the API server said; null when it could not be asked.</summary>
    public static bool? IsAbsent(Snapshot snapshot, Reference reference) => reference.IsSecret
        ? Of(snapshot.SecretNamed(reference.Name))
        : Of(snapshot.ConfigMapNamed(reference.Name));

    /// <summary>The keys of the object; null when it could not be read.</summary>
    public static IReadOnlyList<string>? Keys(Snapshot snapshot, Reference reference) => reference.IsSecret
        ? snapshot.SecretNamed(reference.Name)?.Object?.Keys
        : snapshot.ConfigMapNamed(reference.Name)?.Object?.Keys.ToList();

    /// <summary>The API server's word that there is none.</summary>
    public static IEnumerable<Evidence> Absence(Snapshot snapshot, Reference reference) => IsAbsent(snapshot, reference) == true
        ? [new($"{reference.Kind.ToLowerInvariant()}/{reference.Name}", Text.Of("diagnosis.value.not-found"))] : [];

    /// <summary>The key names as a text.</summary>
    public static Text Listed(IReadOnlyList<string>? keys) => keys switch
    {
        null => Text.Of("diagnosis.value.unread-keys"),
        [] => Text.Of("diagnosis.value.none"),
        _ => Text.List(keys.Order(StringComparer.Ordinal).Take(12)),
    };

    private static bool? Of<T>(Look<T>? look) where T : class, IClusterObject => look switch
    {
        null => null,
        { IsAbsent: true } => true,
        { Object: not null } => false,
        _ => null,
    };
}
