namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A pod template inside a workload.</summary>
public sealed record PodTemplate
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public PodSpec Spec { get => field ??= new(); init; }
}

/// <summary>A Deployment (apps/v1).</summary>
public sealed record Deployment : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public WorkloadSpec Spec { get => field ??= new(); init; }
    public WorkloadStatus Status { get => field ??= new(); init; }
}

/// <summary>A ReplicaSet (apps/v1).</summary>
public sealed record ReplicaSet : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public WorkloadSpec Spec { get => field ??= new(); init; }
    public WorkloadStatus Status { get => field ??= new(); init; }
}

/// <summary>A StatefulSet (apps/v1).</summary>
public sealed record StatefulSet : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public WorkloadSpec Spec { get => field ??= new(); init; }
    public WorkloadStatus Status { get => field ??= new(); init; }
}

/// <summary>A DaemonSet (apps/v1).</summary>
public sealed record DaemonSet : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public WorkloadSpec Spec { get => field ??= new(); init; }
    public DaemonSetStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a Deployment, ReplicaSet, StatefulSet or DaemonSet.</summary>
public sealed record WorkloadSpec
{
    public int? Replicas { get; init; }
    public bool? Paused { get; init; }
    public string? ServiceName { get; init; }
    public string? PodManagementPolicy { get; init; }
    public int? ProgressDeadlineSeconds { get; init; }
    public LabelSelector Selector { get => field ??= new(); init; }
    public PodTemplate Template { get => field ??= new(); init; }
}

/// <summary>status of a Deployment, ReplicaSet or StatefulSet.</summary>
public sealed record WorkloadStatus
{
    public long? ObservedGeneration { get; init; }
    public int? Replicas { get; init; }
    public int? ReadyReplicas { get; init; }
    public int? AvailableReplicas { get; init; }
    public int? UpdatedReplicas { get; init; }
    public int? UnavailableReplicas { get; init; }
    public string? CurrentRevision { get; init; }
    public string? UpdateRevision { get; init; }
    public IReadOnlyList<Condition> Conditions { get => field ?? []; init; }
}

/// <summary>status of a DaemonSet.</summary>
public sealed record DaemonSetStatus
{
    public int DesiredNumberScheduled { get; init; }
    public int CurrentNumberScheduled { get; init; }
    public int NumberReady { get; init; }
    public int? UpdatedNumberScheduled { get; init; }
    public int? NumberAvailable { get; init; }
    public int? NumberUnavailable { get; init; }
    public int? NumberMisscheduled { get; init; }
}

/// <summary>A Job (batch/v1).</summary>
public sealed record Job : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public JobSpec Spec { get => field ??= new(); init; }
    public JobStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a Job.</summary>
public sealed record JobSpec
{
    public int? Completions { get; init; }
    public int? Parallelism { get; init; }
    public int? BackoffLimit { get; init; }
    public long? ActiveDeadlineSeconds { get; init; }
    public bool? Suspend { get; init; }
    public LabelSelector Selector { get => field ??= new(); init; }
    public PodTemplate Template { get => field ??= new(); init; }
}

/// <summary>status of a Job.</summary>
public sealed record JobStatus
{
    public int? Active { get; init; }
    public int? Ready { get; init; }
    public int? Succeeded { get; init; }
    public int? Failed { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? CompletionTime { get; init; }
    public IReadOnlyList<Condition> Conditions { get => field ?? []; init; }
}

/// <summary>A CronJob (batch/v1).</summary>
public sealed record CronJob : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public CronJobSpec Spec { get => field ??= new(); init; }
    public CronJobStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a CronJob.</summary>
public sealed record CronJobSpec
{
    public string? Schedule { get; init; }
    public string? TimeZone { get; init; }
    public bool? Suspend { get; init; }
    public string? ConcurrencyPolicy { get; init; }
    public long? StartingDeadlineSeconds { get; init; }
}

/// <summary>status of a CronJob.</summary>
public sealed record CronJobStatus
{
    public IReadOnlyList<ObjectReference> Active { get => field ?? []; init; }
    public DateTimeOffset? LastScheduleTime { get; init; }
    public DateTimeOffset? LastSuccessfulTime { get; init; }
}

/// <summary>A ControllerRevision (apps/v1): an earlier or the present template of a StatefulSet or DaemonSet.</summary>
public sealed record ControllerRevision : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public long Revision { get; init; }
    public RevisionData? Data { get; init; }
}

/// <summary>data of a ControllerRevision: the patch that brings the template back.</summary>
public sealed record RevisionData
{
    public RevisionSpec Spec { get => field ??= new(); init; }
}

/// <summary>data.spec of a ControllerRevision.</summary>
public sealed record RevisionSpec
{
    public PodTemplate? Template { get; init; }
}
