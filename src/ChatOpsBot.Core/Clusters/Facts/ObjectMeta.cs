using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>An object of the cluster, in the slim shape that lists, diagnosis and the live picture share.
/// Property names and meanings are those of the Kubernetes API; what no rule reads is left out.</summary>
public interface IClusterObject
{
    /// <summary>Name, UID, labels, owners and times.</summary>
    ObjectMeta Metadata { get; }
}

/// <summary>metadata of an object.</summary>
public sealed record ObjectMeta
{
    public string Name { get => field ?? ""; init; }
    public string? Namespace { get; init; }
    public string Uid { get => field ?? ""; init; }
    public string? ResourceVersion { get; init; }
    public long? Generation { get; init; }
    public DateTimeOffset? CreationTimestamp { get; init; }
    public DateTimeOffset? DeletionTimestamp { get; init; }
    public long? DeletionGracePeriodSeconds { get; init; }
    public IReadOnlyDictionary<string, string> Labels { get => field ?? Empty; init; }
    public IReadOnlyDictionary<string, string> Annotations { get => field ?? Empty; init; }
    public IReadOnlyList<OwnerReference> OwnerReferences { get => field ?? []; init; }
    public IReadOnlyList<string> Finalizers { get => field ?? []; init; }
    [JsonPropertyName("managedFields")]
    [JsonConverter(typeof(LastWriteConverter))]
    public LastWrite? LastWrite { get; init; }

    internal static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>();
}

/// <summary>metadata.ownerReferences[].</summary>
public sealed record OwnerReference
{
    public string ApiVersion { get => field ?? ""; init; }
    public string Kind { get => field ?? ""; init; }
    public string Name { get => field ?? ""; init; }
    public string Uid { get => field ?? ""; init; }
    public bool? Controller { get; init; }
}

/// <summary>status.conditions[] of any kind.</summary>
public sealed record Condition
{
    public string Type { get => field ?? ""; init; }
    public string Status { get => field ?? ""; init; }
    public string? Reason { get; init; }
    public string? Message { get; init; }
    public DateTimeOffset? LastTransitionTime { get; init; }
    public DateTimeOffset? LastProbeTime { get; init; }
    public DateTimeOffset? LastHeartbeatTime { get; init; }
    public DateTimeOffset? LastUpdateTime { get; init; }
}

/// <summary>A reference to another object by kind and name (involvedObject, claimRef, scaleTargetRef …).</summary>
public sealed record ObjectReference
{
    public string? ApiVersion { get; init; }
    public string Kind { get => field ?? ""; init; }
    public string? Namespace { get; init; }
    public string Name { get => field ?? ""; init; }
    public string? Uid { get; init; }
    public string? FieldPath { get; init; }
}

/// <summary>A label selector with matchLabels and matchExpressions.</summary>
public sealed record LabelSelector
{
    public IReadOnlyDictionary<string, string> MatchLabels { get => field ?? ObjectMeta.Empty; init; }
    public IReadOnlyList<SelectorRequirement> MatchExpressions { get => field ?? []; init; }
}

/// <summary>matchExpressions[]: operator is In, NotIn, Exists or DoesNotExist (Gt and Lt for node affinity).</summary>
public sealed record SelectorRequirement
{
    public string Key { get => field ?? ""; init; }
    public string Operator { get => field ?? ""; init; }
    public IReadOnlyList<string> Values { get => field ?? []; init; }
}
