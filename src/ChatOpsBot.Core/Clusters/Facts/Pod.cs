using System.Text.Json;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A Pod (v1).</summary>
public sealed record Pod : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public PodSpec Spec { get => field ??= new(); init; }
    public PodStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a Pod.</summary>
public sealed record PodSpec
{
    public string? NodeName { get; init; }
    public IReadOnlyList<Container> Containers { get => field ?? []; init; }
    public IReadOnlyList<Container> InitContainers { get => field ?? []; init; }
    public IReadOnlyList<Container> EphemeralContainers { get => field ?? []; init; }
    public IReadOnlyList<Volume> Volumes { get => field ?? []; init; }
    public string? RestartPolicy { get; init; }
    public string? ServiceAccountName { get; init; }
    public string? PriorityClassName { get; init; }
    public int? Priority { get; init; }
    public string? SchedulerName { get; init; }
    public IReadOnlyDictionary<string, string> NodeSelector { get => field ?? ObjectMeta.Empty; init; }
    public JsonElement? Affinity { get; init; }
    public IReadOnlyList<Toleration> Tolerations { get => field ?? []; init; }
    public IReadOnlyList<LocalReference> ImagePullSecrets { get => field ?? []; init; }
    public IReadOnlyList<LocalReference> SchedulingGates { get => field ?? []; init; }
    public IReadOnlyList<ReadinessGate> ReadinessGates { get => field ?? []; init; }
    public bool? HostNetwork { get; init; }
    public bool? HostPID { get; init; }
    public bool? ShareProcessNamespace { get; init; }
    public long? TerminationGracePeriodSeconds { get; init; }
    public long? ActiveDeadlineSeconds { get; init; }
    public string? Hostname { get; init; }
    public string? Subdomain { get; init; }
    public SecurityContext? SecurityContext { get; init; }
    public IReadOnlyDictionary<string, string> Overhead { get => field ?? ObjectMeta.Empty; init; }
}

/// <summary>A name in the same namespace.</summary>
public sealed record LocalReference
{
    public string Name { get => field ?? ""; init; }
}

/// <summary>spec.readinessGates[].</summary>
public sealed record ReadinessGate
{
    public string ConditionType { get => field ?? ""; init; }
}

/// <summary>spec.tolerations[].</summary>
public sealed record Toleration
{
    public string? Key { get; init; }
    public string? Operator { get; init; }
    public string? Value { get; init; }
    public string? Effect { get; init; }
    public long? TolerationSeconds { get; init; }
}

/// <summary>securityContext of a pod or container, as far as a rule reads it.</summary>
public sealed record SecurityContext
{
    public bool? RunAsNonRoot { get; init; }
    public long? RunAsUser { get; init; }
    public bool? Privileged { get; init; }
    public bool? ReadOnlyRootFilesystem { get; init; }
}

/// <summary>status of a Pod.</summary>
public sealed record PodStatus
{
    public string? Phase { get; init; }
    public string? Reason { get; init; }
    public string? Message { get; init; }
    public string? PodIP { get; init; }
    public IReadOnlyList<PodIp> PodIPs { get => field ?? []; init; }
    public string? HostIP { get; init; }
    public string? QosClass { get; init; }
    public string? NominatedNodeName { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public IReadOnlyList<Condition> Conditions { get => field ?? []; init; }
    public IReadOnlyList<ContainerStatus> InitContainerStatuses { get => field ?? []; init; }
    public IReadOnlyList<ContainerStatus> ContainerStatuses { get => field ?? []; init; }
    public IReadOnlyList<ContainerStatus> EphemeralContainerStatuses { get => field ?? []; init; }
}

/// <summary>status.podIPs[].</summary>
public sealed record PodIp
{
    public string Ip { get => field ?? ""; init; }
}

/// <summary>status.containerStatuses[].</summary>
public sealed record ContainerStatus
{
    public string Name { get => field ?? ""; init; }
    public string? Image { get; init; }
    public string? ImageID { get; init; }
    public string? ContainerID { get; init; }
    public bool Ready { get; init; }
    public bool? Started { get; init; }
    public int RestartCount { get; init; }
    public ContainerState State { get => field ??= new(); init; }
    public ContainerState LastState { get => field ??= new(); init; }
}

/// <summary>state and lastState: one of the three is set.</summary>
public sealed record ContainerState
{
    public WaitingState? Waiting { get; init; }
    public RunningState? Running { get; init; }
    public TerminatedState? Terminated { get; init; }
}

/// <summary>state.waiting.</summary>
public sealed record WaitingState
{
    public string? Reason { get; init; }
    public string? Message { get; init; }
}

/// <summary>state.running.</summary>
public sealed record RunningState
{
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>state.terminated.</summary>
public sealed record TerminatedState
{
    public int ExitCode { get; init; }
    public int? Signal { get; init; }
    public string? Reason { get; init; }
    public string? Message { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}
