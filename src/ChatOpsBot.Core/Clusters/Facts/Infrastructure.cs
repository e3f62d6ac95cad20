using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A Node (v1).</summary>
public sealed record Node : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public NodeSpec Spec { get => field ??= new(); init; }
    public NodeStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a Node.</summary>
public sealed record NodeSpec
{
    public bool? Unschedulable { get; init; }
    public IReadOnlyList<Taint> Taints { get => field ?? []; init; }
}

/// <summary>spec.taints[].</summary>
public sealed record Taint
{
    public string Key { get => field ?? ""; init; }
    public string? Value { get; init; }
    public string Effect { get => field ?? ""; init; }
    public DateTimeOffset? TimeAdded { get; init; }
}

/// <summary>status of a Node.</summary>
public sealed record NodeStatus
{
    public IReadOnlyList<Condition> Conditions { get => field ?? []; init; }
    public IReadOnlyDictionary<string, string> Allocatable { get => field ?? ObjectMeta.Empty; init; }
    public IReadOnlyDictionary<string, string> Capacity { get => field ?? ObjectMeta.Empty; init; }
    public IReadOnlyList<NodeAddress> Addresses { get => field ?? []; init; }
    public NodeInfo NodeInfo { get => field ??= new(); init; }
}

/// <summary>status.addresses[].</summary>
public sealed record NodeAddress
{
    public string Type { get => field ?? ""; init; }
    public string Address { get => field ?? ""; init; }
}

/// <summary>status.nodeInfo.</summary>
public sealed record NodeInfo
{
    public string? KubeletVersion { get; init; }
    public string? OsImage { get; init; }
    public string? KernelVersion { get; init; }
    public string? ContainerRuntimeVersion { get; init; }
}

/// <summary>A Namespace (v1).</summary>
public sealed record Namespace : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public PhaseStatus Status { get => field ??= new(); init; }
}

/// <summary>A status that is a phase alone.</summary>
public sealed record PhaseStatus
{
    public string? Phase { get; init; }
    public string? Reason { get; init; }
    public string? Message { get; init; }
}

/// <summary>A PersistentVolumeClaim (v1).</summary>
public sealed record PersistentVolumeClaim : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public ClaimSpec Spec { get => field ??= new(); init; }
    public ClaimStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a PersistentVolumeClaim.</summary>
public sealed record ClaimSpec
{
    public IReadOnlyList<string> AccessModes { get => field ?? []; init; }
    public string? StorageClassName { get; init; }
    public string? VolumeName { get; init; }
    public string? VolumeMode { get; init; }
    public string? VolumeAttributesClassName { get; init; }
    public ResourceRequirements Resources { get => field ??= new(); init; }
}

/// <summary>status of a PersistentVolumeClaim.</summary>
public sealed record ClaimStatus
{
    public string? Phase { get; init; }
    public IReadOnlyList<string> AccessModes { get => field ?? []; init; }
    public IReadOnlyDictionary<string, string> Capacity { get => field ?? ObjectMeta.Empty; init; }
    public IReadOnlyList<Condition> Conditions { get => field ?? []; init; }
}

/// <summary>A PersistentVolume (v1).</summary>
public sealed record PersistentVolume : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public VolumeSpec Spec { get => field ??= new(); init; }
    public PhaseStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a PersistentVolume.</summary>
public sealed record VolumeSpec
{
    public IReadOnlyList<string> AccessModes { get => field ?? []; init; }
    public string? StorageClassName { get; init; }
    public IReadOnlyDictionary<string, string> Capacity { get => field ?? ObjectMeta.Empty; init; }
    public ObjectReference? ClaimRef { get; init; }
    public string? PersistentVolumeReclaimPolicy { get; init; }
}

/// <summary>A StorageClass (storage.k8s.io/v1).</summary>
public sealed record StorageClass : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public string? Provisioner { get; init; }
    public string? VolumeBindingMode { get; init; }
}

/// <summary>A VolumeAttachment (storage.k8s.io/v1).</summary>
public sealed record VolumeAttachment : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public VolumeAttachmentSpec Spec { get => field ??= new(); init; }
}

/// <summary>spec of a VolumeAttachment.</summary>
public sealed record VolumeAttachmentSpec
{
    public string? NodeName { get; init; }
    public VolumeAttachmentSource Source { get => field ??= new(); init; }
}

/// <summary>spec.source of a VolumeAttachment.</summary>
public sealed record VolumeAttachmentSource
{
    public string? PersistentVolumeName { get; init; }
}

/// <summary>A ConfigMap (v1): its keys are read, its values never leave the process.</summary>
public sealed record ConfigMap : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public IReadOnlyDictionary<string, JsonElement>? Data { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? BinaryData { get; init; }
    public IEnumerable<string> Keys => [.. Data?.Keys ?? [], .. BinaryData?.Keys ?? []];
}

/// <summary>A Secret (v1): its type, the names of its keys, and of a pull secret those of its registries; the values are dropped while reading.</summary>
public sealed record Secret : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public string? Type { get; init; }
    [JsonConverter(typeof(SecretDataConverter))]
    public SecretData Data { get => field ?? SecretData.None; init; }
    [JsonIgnore]
    public IReadOnlyList<string> Keys => Data.Keys;
}

/// <summary>A ServiceAccount (v1).</summary>
public sealed record ServiceAccount : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public IReadOnlyList<LocalReference> ImagePullSecrets { get => field ?? []; init; }
}

/// <summary>A ResourceQuota (v1).</summary>
public sealed record ResourceQuota : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public QuotaStatus Status { get => field ??= new(); init; }
}

/// <summary>status of a ResourceQuota.</summary>
public sealed record QuotaStatus
{
    public IReadOnlyDictionary<string, string> Hard { get => field ?? ObjectMeta.Empty; init; }
    public IReadOnlyDictionary<string, string> Used { get => field ?? ObjectMeta.Empty; init; }
}

/// <summary>A LimitRange (v1).</summary>
public sealed record LimitRange : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public JsonElement? Spec { get; init; }
}

/// <summary>A PodDisruptionBudget (policy/v1).</summary>
public sealed record PodDisruptionBudget : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public DisruptionBudgetSpec Spec { get => field ??= new(); init; }
    public DisruptionBudgetStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a PodDisruptionBudget.</summary>
public sealed record DisruptionBudgetSpec
{
    public LabelSelector? Selector { get; init; }
    public JsonElement? MinAvailable { get; init; }
    public JsonElement? MaxUnavailable { get; init; }
}

/// <summary>status of a PodDisruptionBudget.</summary>
public sealed record DisruptionBudgetStatus
{
    public int DisruptionsAllowed { get; init; }
    public int CurrentHealthy { get; init; }
    public int DesiredHealthy { get; init; }
    public int ExpectedPods { get; init; }
    public IReadOnlyList<Condition> Conditions { get => field ?? []; init; }
}

/// <summary>A Lease (coordination.k8s.io/v1); the kubelet's are in kube-node-lease, named after the node.</summary>
public sealed record Lease : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public LeaseSpec Spec { get => field ??= new(); init; }
}

/// <summary>spec of a Lease.</summary>
public sealed record LeaseSpec
{
    public string? HolderIdentity { get; init; }
    public int? LeaseDurationSeconds { get; init; }
    public DateTimeOffset? RenewTime { get; init; }
}

/// <summary>PodMetrics (metrics.k8s.io/v1beta1).</summary>
public sealed record PodMetrics : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public DateTimeOffset? Timestamp { get; init; }
    public IReadOnlyList<ContainerMetrics> Containers { get => field ?? []; init; }
}

/// <summary>containers[] of PodMetrics.</summary>
public sealed record ContainerMetrics
{
    public string Name { get => field ?? ""; init; }
    public IReadOnlyDictionary<string, string> Usage { get => field ?? ObjectMeta.Empty; init; }
}

/// <summary>NodeMetrics (metrics.k8s.io/v1beta1).</summary>
public sealed record NodeMetrics : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public DateTimeOffset? Timestamp { get; init; }
    public IReadOnlyDictionary<string, string> Usage { get => field ?? ObjectMeta.Empty; init; }
}
