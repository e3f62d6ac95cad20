using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What NetworkPolicies let in to a pod: the union of the rules of all that select it; everything when none does.</summary>
internal static class Admission
{
    /// <summary>The policies that restrict what comes in to a pod.</summary>
    public static IReadOnlyList<NetworkPolicy> Of(Snapshot snapshot, Pod pod) => [.. snapshot.NetworkPolicies.Where(policy =>
        (policy.Spec.PolicyTypes.Count == 0 || policy.Spec.PolicyTypes.Contains("Ingress")) && policy.Spec.PodSelector.SelectsOrAll(pod.Metadata.Labels))];

    /// <summary>Whether a rule lets anybody in to a port.</summary>
    public static bool Admits(NetworkPolicyRule rule, Pod pod, int port, string protocol) => rule.Ports.Count == 0 || rule.Ports.Any(allowed =>
        (allowed.Protocol ?? "TCP") == protocol && (allowed.Port is null || (allowed.Port.Number() is { } first
            ? first <= port && port <= (allowed.EndPort ?? first)
            : pod.Spec.Containers.SelectMany(container => container.Ports).Any(declared => declared.Name == allowed.Port.Word() && declared.Port == port))));

    /// <summary>Whether anybody is meant. Pods of other namespaces and addresses are not looked up, so they count as somebody;
    /// pods of this namespace do so when there are any, or when they were not read.</summary>
    public static bool HasPeers(NetworkPolicyRule rule, IReadOnlyList<Pod> neighbours) => rule.From.Count == 0 || neighbours.Count == 0 || rule.From.Any(peer =>
        peer.NamespaceSelector is not null || peer.IpBlock is not null || peer.PodSelector is not { } selector || neighbours.Any(pod => pod.IsLive() && selector.SelectsOrAll(pod.Metadata.Labels)));

    /// <summary>What the policies let in, in one line: "9090 from app=web".</summary>
    public static string Written(IEnumerable<NetworkPolicy> policies) => string.Join("; ", policies.SelectMany(policy => policy.Spec.Ingress).Select(rule =>
        $"{(rule.Ports.Count == 0 ? "*" : string.Join(", ", rule.Ports.Select(Written)))} ← {(rule.From.Count == 0 ? "*" : string.Join(", ", rule.From.Select(Written)))}"));

    private static string Written(NetworkPolicyPort port) =>
        $"{port.Port?.ToString() ?? "*"}{(port.EndPort is { } end ? $"-{end}" : "")}{(port.Protocol is { } protocol and not "TCP" ? $"/{protocol}" : "")}";

    private static string Written(NetworkPolicyPeer peer) => string.Join(" + ", new[]
    {
        peer.NamespaceSelector is { } namespaces ? $"namespaces {Or(namespaces)}" : null, peer.PodSelector is { } pods ? $"pods {Or(pods)}" : null, peer.IpBlock?.ToString(),
    }.OfType<string>());

    private static string Or(LabelSelector selector) => selector.Written() is { Length: > 0 } written ? written : "*";
}
