using System.Text.Json;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A Service (v1).</summary>
public sealed record Service : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public ServiceSpec Spec { get => field ??= new(); init; }
    public ServiceStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of a Service.</summary>
public sealed record ServiceSpec
{
    public string? Type { get; init; }
    public string? ClusterIP { get; init; }
    public string? ExternalName { get; init; }
    public IReadOnlyList<string> ExternalIPs { get => field ?? []; init; }
    public IReadOnlyDictionary<string, string> Selector { get => field ?? ObjectMeta.Empty; init; }
    public IReadOnlyList<ServicePort> Ports { get => field ?? []; init; }
    public bool? PublishNotReadyAddresses { get; init; }
}

/// <summary>spec.ports[]; targetPort is a number or the name of a container port.</summary>
public sealed record ServicePort
{
    public string? Name { get; init; }
    public int Port { get; init; }
    public int? NodePort { get; init; }
    public string? Protocol { get; init; }
    public JsonElement? TargetPort { get; init; }
}

/// <summary>status of a Service.</summary>
public sealed record ServiceStatus
{
    public LoadBalancerStatus LoadBalancer { get => field ??= new(); init; }
}

/// <summary>status.loadBalancer.</summary>
public sealed record LoadBalancerStatus
{
    public IReadOnlyList<LoadBalancerIngress> Ingress { get => field ?? []; init; }
}

/// <summary>status.loadBalancer.ingress[].</summary>
public sealed record LoadBalancerIngress
{
    public string? Ip { get; init; }
    public string? Hostname { get; init; }
}

/// <summary>An EndpointSlice (discovery.k8s.io/v1).</summary>
public sealed record EndpointSlice : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public IReadOnlyList<Endpoint> Endpoints { get => field ?? []; init; }
    public IReadOnlyList<EndpointPort> Ports { get => field ?? []; init; }
}

/// <summary>endpoints[].</summary>
public sealed record Endpoint
{
    public IReadOnlyList<string> Addresses { get => field ?? []; init; }
    public EndpointConditions Conditions { get => field ??= new(); init; }
    public ObjectReference? TargetRef { get; init; }
    public string? NodeName { get; init; }
}

/// <summary>endpoints[].conditions; a missing ready means ready.</summary>
public sealed record EndpointConditions
{
    public bool? Ready { get; init; }
    public bool? Serving { get; init; }
    public bool? Terminating { get; init; }
}

/// <summary>ports[] of an EndpointSlice.</summary>
public sealed record EndpointPort
{
    public string? Name { get; init; }
    public int? Port { get; init; }
}

/// <summary>An Ingress (networking.k8s.io/v1).</summary>
public sealed record Ingress : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public IngressSpec Spec { get => field ??= new(); init; }
    public ServiceStatus Status { get => field ??= new(); init; }
}

/// <summary>spec of an Ingress.</summary>
public sealed record IngressSpec
{
    public string? IngressClassName { get; init; }
    public IngressBackend? DefaultBackend { get; init; }
    public IReadOnlyList<IngressRule> Rules { get => field ?? []; init; }
    public IReadOnlyList<IngressTls> Tls { get => field ?? []; init; }
}

/// <summary>spec.rules[].</summary>
public sealed record IngressRule
{
    public string? Host { get; init; }
    public IngressHttp? Http { get; init; }
}

/// <summary>spec.rules[].http.</summary>
public sealed record IngressHttp
{
    public IReadOnlyList<IngressPath> Paths { get => field ?? []; init; }
}

/// <summary>spec.rules[].http.paths[].</summary>
public sealed record IngressPath
{
    public string? Path { get; init; }
    public IngressBackend Backend { get => field ??= new(); init; }
}

/// <summary>A backend.</summary>
public sealed record IngressBackend
{
    public IngressServiceBackend? Service { get; init; }
}

/// <summary>backend.service.</summary>
public sealed record IngressServiceBackend
{
    public string Name { get => field ?? ""; init; }
    public IngressServicePort Port { get => field ??= new(); init; }
}

/// <summary>backend.service.port: one of the two.</summary>
public sealed record IngressServicePort
{
    public string? Name { get; init; }
    public int? Number { get; init; }
}

/// <summary>spec.tls[].</summary>
public sealed record IngressTls
{
    public string? SecretName { get; init; }
    public IReadOnlyList<string> Hosts { get => field ?? []; init; }
}

/// <summary>An IngressClass (networking.k8s.io/v1); the default one has the annotation ingressclass.kubernetes.io/is-default-class.</summary>
public sealed record IngressClass : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public IngressClassSpec Spec { get => field ??= new(); init; }
}

/// <summary>spec of an IngressClass.</summary>
public sealed record IngressClassSpec
{
    public string? Controller { get; init; }
}
