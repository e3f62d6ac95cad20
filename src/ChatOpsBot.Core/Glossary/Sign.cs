using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;

namespace ChatOpsBot.Core.Glossary;

/// <summary>An object that shows a word now.</summary>
/// <param name="Object">Which.</param>
/// <param name="Shown">Its state, as kubectl prints it.</param>
internal sealed record Sighting(ResourceRef Object, string Shown);

/// <summary>How a cluster shows a word.</summary>
/// <param name="LookAsync">What shows it now; empty when nothing does.</param>
internal sealed record Sign(Func<IClusterReader, Word, CancellationToken, Task<ClusterResult<IReadOnlyList<Sighting>>>> LookAsync)
{
    /// <summary>A pod's status, or the state of one of its containers, is called so.</summary>
    public static readonly Sign Says = new((cluster, word, cancellationToken) => PodsAsync(cluster, pod => States(pod).Any(word.IsCalled), cancellationToken));

    /// <summary>An event has it as its reason.</summary>
    public static readonly Sign Happened = new(async (cluster, word, cancellationToken) => (await cluster.ListAsync<Event>(ListScope.All, cancellationToken))
        .Select(events => (IReadOnlyList<Sighting>)[.. events
            .Where(e => e.Reason is { } reason && word.IsCalled(reason))
            .OrderByDescending(e => e.LastSeen)
            .Select(e => ResourceKinds.Find(e.InvolvedObject.Kind) is { } kind ? new Sighting(new ResourceRef(kind, e.InvolvedObject.Namespace, e.InvolvedObject.Name), e.Reason!) : null)
            .OfType<Sighting>()]));

    /// <summary>A pod of which something is true.</summary>
    public static Sign Pods(Func<Pod, bool> shows) => new((cluster, _, cancellationToken) => PodsAsync(cluster, shows, cancellationToken));

    /// <summary>A node of which something is true.</summary>
    public static Sign Nodes(Func<Node, bool> shows) => new(async (cluster, _, cancellationToken) => (await cluster.ListAsync<Node>(ListScope.All, cancellationToken))
        .Select(nodes => (IReadOnlyList<Sighting>)[.. nodes.Where(shows).Select(node => new Sighting(new ResourceRef(ResourceKinds.Node, null, node.Metadata.Name), Shown(node)))]));

    private static async Task<ClusterResult<IReadOnlyList<Sighting>>> PodsAsync(IClusterReader cluster, Func<Pod, bool> shows, CancellationToken cancellationToken) =>
        (await cluster.ListAsync<Pod>(ListScope.All, cancellationToken))
            .Select(pods => (IReadOnlyList<Sighting>)[.. pods.Where(shows).Select(pod => new Sighting(new ResourceRef(ResourceKinds.Pod, pod.Metadata.Namespace, pod.Metadata.Name), PrintedPod.Of(pod).Status))]);

    private static IEnumerable<string> States(Pod pod) => pod.Status.InitContainerStatuses.Concat(pod.Status.ContainerStatuses)
        .SelectMany(status => new[] { status.State.Waiting?.Reason, status.State.Terminated?.Reason, status.LastState.Terminated?.Reason })
        .Append(PrintedPod.Of(pod).Status).OfType<string>();

    private static string Shown(Node node) => node.Spec.Unschedulable == true ? "SchedulingDisabled"
        : string.Join(", ", node.Spec.Taints.Select(taint => $"{taint.Key}{(taint.Value is { Length: > 0 } value ? $"={value}" : "")}:{taint.Effect}"));
}
