using System.Text.Json;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A container of a pod: spec.containers[], spec.initContainers[] or spec.ephemeralContainers[].</summary>
public sealed record Container
{
    public string Name { get => field ?? ""; init; }
    public string? Image { get; init; }
    public string? ImagePullPolicy { get; init; }
    public string? RestartPolicy { get; init; }
    public string? WorkingDir { get; init; }
    public IReadOnlyList<string> Command { get => field ?? []; init; }
    public IReadOnlyList<string> Args { get => field ?? []; init; }
    public IReadOnlyList<ContainerPort> Ports { get => field ?? []; init; }
    public IReadOnlyList<EnvVar> Env { get => field ?? []; init; }
    public IReadOnlyList<EnvFrom> EnvFrom { get => field ?? []; init; }
    public IReadOnlyList<VolumeMount> VolumeMounts { get => field ?? []; init; }
    public ResourceRequirements Resources { get => field ??= new(); init; }
    public Probe? LivenessProbe { get; init; }
    public Probe? ReadinessProbe { get; init; }
    public Probe? StartupProbe { get; init; }
    public SecurityContext? SecurityContext { get; init; }
    public Lifecycle? Lifecycle { get; init; }
}

/// <summary>lifecycle: what the kubelet does right after a container's start and right before its end.</summary>
public sealed record Lifecycle
{
    public LifecycleHandler? PostStart { get; init; }
    public LifecycleHandler? PreStop { get; init; }
}

/// <summary>lifecycle.postStart and lifecycle.preStop.</summary>
public sealed record LifecycleHandler
{
    public ExecAction? Exec { get; init; }
    public HttpGetAction? HttpGet { get; init; }
}

/// <summary>resources: quantities as the API writes them ("100m", "64Mi").</summary>
public sealed record ResourceRequirements
{
    public IReadOnlyDictionary<string, string> Requests { get => field ?? ObjectMeta.Empty; init; }
    public IReadOnlyDictionary<string, string> Limits { get => field ?? ObjectMeta.Empty; init; }
}

/// <summary>ports[].</summary>
public sealed record ContainerPort
{
    public string? Name { get; init; }
    public int Port => ContainerPortNumber;
    [System.Text.Json.Serialization.JsonPropertyName("containerPort")]
    public int ContainerPortNumber { get; init; }
    public int? HostPort { get; init; }
    public string? HostIP { get; init; }
    public string? Protocol { get; init; }
}

/// <summary>env[]. The value never reaches a chat (see the redactor).</summary>
public sealed record EnvVar
{
    public string Name { get => field ?? ""; init; }
    public string? Value { get; init; }
    public EnvVarSource? ValueFrom { get; init; }
}

/// <summary>env[].valueFrom.</summary>
public sealed record EnvVarSource
{
    public KeyReference? ConfigMapKeyRef { get; init; }
    public KeyReference? SecretKeyRef { get; init; }
    public FieldReference? FieldRef { get; init; }
}

/// <summary>A key of a ConfigMap or Secret.</summary>
public sealed record KeyReference
{
    public string Name { get => field ?? ""; init; }
    public string Key { get => field ?? ""; init; }
    public bool? Optional { get; init; }
}

/// <summary>fieldRef of the downward API.</summary>
public sealed record FieldReference
{
    public string FieldPath { get => field ?? ""; init; }
}

/// <summary>envFrom[].</summary>
public sealed record EnvFrom
{
    public string? Prefix { get; init; }
    public OptionalReference? ConfigMapRef { get; init; }
    public OptionalReference? SecretRef { get; init; }
}

/// <summary>A name that may be allowed to be missing.</summary>
public sealed record OptionalReference
{
    public string Name { get => field ?? ""; init; }
    public bool? Optional { get; init; }
}

/// <summary>volumeMounts[].</summary>
public sealed record VolumeMount
{
    public string Name { get => field ?? ""; init; }
    public string MountPath { get => field ?? ""; init; }
    public string? SubPath { get; init; }
    public bool? ReadOnly { get; init; }
}

/// <summary>A liveness, readiness or startup probe. Ports are numbers or names.</summary>
public sealed record Probe
{
    public HttpGetAction? HttpGet { get; init; }
    public TcpSocketAction? TcpSocket { get; init; }
    public ExecAction? Exec { get; init; }
    public GrpcAction? Grpc { get; init; }
    public int? InitialDelaySeconds { get; init; }
    public int? PeriodSeconds { get; init; }
    public int? TimeoutSeconds { get; init; }
    public int? FailureThreshold { get; init; }
    public int? SuccessThreshold { get; init; }
}

/// <summary>httpGet.</summary>
public sealed record HttpGetAction
{
    public string? Path { get; init; }
    public JsonElement? Port { get; init; }
    public string? Scheme { get; init; }
}

/// <summary>tcpSocket.</summary>
public sealed record TcpSocketAction
{
    public JsonElement? Port { get; init; }
}

/// <summary>exec.</summary>
public sealed record ExecAction
{
    public IReadOnlyList<string> Command { get => field ?? []; init; }
}

/// <summary>grpc.</summary>
public sealed record GrpcAction
{
    public int? Port { get; init; }
}

/// <summary>volumes[]: the source that is set tells the type.</summary>
public sealed record Volume
{
    public string Name { get => field ?? ""; init; }
    public ConfigMapSource? ConfigMap { get; init; }
    public SecretSource? Secret { get; init; }
    public ClaimSource? PersistentVolumeClaim { get; init; }
    public EmptyDirSource? EmptyDir { get; init; }
    public HostPathSource? HostPath { get; init; }
    public ProjectedSource? Projected { get; init; }
    public CsiSource? Csi { get; init; }
    public JsonElement? DownwardAPI { get; init; }
    public JsonElement? Ephemeral { get; init; }
    public JsonElement? Nfs { get; init; }
}

/// <summary>configMap volume.</summary>
public sealed record ConfigMapSource
{
    public string Name { get => field ?? ""; init; }
    public bool? Optional { get; init; }
    public IReadOnlyList<KeyToPath> Items { get => field ?? []; init; }
}

/// <summary>secret volume.</summary>
public sealed record SecretSource
{
    public string SecretName { get => field ?? ""; init; }
    public bool? Optional { get; init; }
    public IReadOnlyList<KeyToPath> Items { get => field ?? []; init; }
}

/// <summary>items[] of a configMap or secret volume.</summary>
public sealed record KeyToPath
{
    public string Key { get => field ?? ""; init; }
    public string Path { get => field ?? ""; init; }
}

/// <summary>persistentVolumeClaim volume.</summary>
public sealed record ClaimSource
{
    public string ClaimName { get => field ?? ""; init; }
    public bool? ReadOnly { get; init; }
}

/// <summary>emptyDir volume.</summary>
public sealed record EmptyDirSource
{
    public string? Medium { get; init; }
    public string? SizeLimit { get; init; }
}

/// <summary>hostPath volume.</summary>
public sealed record HostPathSource
{
    public string Path { get => field ?? ""; init; }
    public string? Type { get; init; }
}

/// <summary>csi volume.</summary>
public sealed record CsiSource
{
    public string Driver { get => field ?? ""; init; }
}

/// <summary>projected volume.</summary>
public sealed record ProjectedSource
{
    public IReadOnlyList<ProjectedItem> Sources { get => field ?? []; init; }
}

/// <summary>projected.sources[].</summary>
public sealed record ProjectedItem
{
    public LocalNamedSource? ConfigMap { get; init; }
    public LocalNamedSource? Secret { get; init; }
    public JsonElement? ServiceAccountToken { get; init; }
    public JsonElement? DownwardAPI { get; init; }
}

/// <summary>A ConfigMap or Secret inside a projected volume.</summary>
public sealed record LocalNamedSource
{
    public string Name { get => field ?? ""; init; }
    public bool? Optional { get; init; }
    public IReadOnlyList<KeyToPath> Items { get => field ?? []; init; }
}
