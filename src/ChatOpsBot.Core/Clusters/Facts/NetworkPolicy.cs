using System.Text.Json;

namespace ChatOpsBot.Core.Clusters.Facts;

/// <summary>A NetworkPolicy (networking.k8s.io/v1), as far as traffic to pods goes.</summary>
public sealed record NetworkPolicy : IClusterObject
{
    public ObjectMeta Metadata { get => field ??= new(); init; }
    public NetworkPolicySpec Spec { get => field ??= new(); init; }
}

/// <summary>spec of a NetworkPolicy. An empty podSelector picks every pod of the namespace.</summary>
public sealed record NetworkPolicySpec
{
    public LabelSelector PodSelector { get => field ??= new(); init; }
    public IReadOnlyList<string> PolicyTypes { get => field ?? []; init; }
    public IReadOnlyList<NetworkPolicyRule> Ingress { get => field ?? []; init; }
}

/// <summary>spec.ingress[]: no ports mean all ports, no peers mean everybody.</summary>
public sealed record NetworkPolicyRule
{
    public IReadOnlyList<NetworkPolicyPort> Ports { get => field ?? []; init; }
    public IReadOnlyList<NetworkPolicyPeer> From { get => field ?? []; init; }
}

/// <summary>spec.ingress[].ports[].</summary>
public sealed record NetworkPolicyPort
{
    /// <summary>A number or a container port's name; null: all ports.</summary>
    public JsonElement? Port { get; init; }
    public int? EndPort { get; init; }
    public string? Protocol { get; init; }
}

/// <summary>spec.ingress[].from[].</summary>
public sealed record NetworkPolicyPeer
{
    public LabelSelector? PodSelector { get; init; }
    public LabelSelector? NamespaceSelector { get; init; }
    public JsonElement? IpBlock { get; init; }
}
