using System.Collections.Concurrent;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using Microsoft.Extensions.Logging;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Names of a cluster for somebody who types: a few seconds old at most, so that typing does not list anew at every letter.</summary>
internal sealed partial class KnownNames(TimeProvider time, ILogger<KnownNames> log)
{
    /// <summary>How old names may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(ClusterName Cluster, string What), (DateTimeOffset At, IReadOnlyList<IClusterObject> Objects)> _read = new();

    /// <summary>All namespaces.</summary>
    public async Task<IReadOnlyList<string>> NamespacesAsync(IClusterReader cluster, CancellationToken cancellationToken) =>
        Names(await ReadAsync<Namespace>(cluster, null, cancellationToken));

    /// <summary>The containers of the pods that the words name; of all pods when they name none.</summary>
    public async Task<IReadOnlyList<string>> ContainersAsync(IClusterReader cluster, IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var pods = (await ReadAsync<Pod>(cluster, null, cancellationToken)).Cast<Pod>().ToList();
        var named = pods.Where(pod => words.Any(word => word.Length > 2 && pod.Metadata.Name.StartsWith(word, StringComparison.Ordinal))).ToList();
        return [.. (named.Count > 0 ? named : pods).SelectMany(pod => pod.Spec.InitContainers.Concat(pod.Spec.Containers)).Select(container => container.Name).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Objects of a kind; of the kinds that people ask about when none is said.</summary>
    /// <param name="cluster">Which cluster.</param>
    /// <param name="kind">Null: workloads and pods.</param>
    /// <param name="ns">Null: everywhere.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<string>> ObjectsAsync(IClusterReader cluster, ResourceKind? kind, string? ns, CancellationToken cancellationToken) => Names(kind switch
    {
        null => [.. await ReadAsync<Deployment>(cluster, ns, cancellationToken), .. await ReadAsync<StatefulSet>(cluster, ns, cancellationToken), .. await ReadAsync<Pod>(cluster, ns, cancellationToken)],
        _ when kind == ResourceKinds.Pod => await ReadAsync<Pod>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.Deployment => await ReadAsync<Deployment>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.StatefulSet => await ReadAsync<StatefulSet>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.DaemonSet => await ReadAsync<DaemonSet>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.Service => await ReadAsync<Service>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.Job => await ReadAsync<Job>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.CronJob => await ReadAsync<CronJob>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.Ingress => await ReadAsync<Ingress>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.PersistentVolumeClaim => await ReadAsync<PersistentVolumeClaim>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.HorizontalPodAutoscaler => await ReadAsync<HorizontalPodAutoscaler>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.PodDisruptionBudget => await ReadAsync<PodDisruptionBudget>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.NetworkPolicy => await ReadAsync<NetworkPolicy>(cluster, ns, cancellationToken),
        _ when kind == ResourceKinds.Node => await ReadAsync<Node>(cluster, null, cancellationToken),
        _ when kind == ResourceKinds.Namespace => await ReadAsync<Namespace>(cluster, null, cancellationToken),
        _ => [],
    });

    private async Task<IReadOnlyList<IClusterObject>> ReadAsync<T>(IClusterReader cluster, string? ns, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        var key = (cluster.Cluster, $"{typeof(T).Name} {ns}");
        var now = time.GetUtcNow();
        if (_read.TryGetValue(key, out var known) && now - known.At < Fresh) return known.Objects;
        var result = await cluster.ListAsync<T>(new ListScope(ns), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (!result.Has(out var objects, out var failure))
        {
            // Somebody who types needs no error: the command that is typed will say it.
            LogUnread(typeof(T).Name, cluster.Cluster, failure);
            return [];
        }
        foreach (var (old, _) in _read.Where(entry => now - entry.Value.At >= Fresh)) _read.TryRemove(old, out _);
        _read[key] = (now, objects);
        return objects;
    }

    private static IReadOnlyList<string> Names(IEnumerable<IClusterObject> objects) =>
        [.. objects.Select(known => known.Metadata.Name).Distinct(StringComparer.Ordinal)];

    [LoggerMessage(Level = LogLevel.Debug, Message = "No {Kind} names of {Cluster} to suggest: {Failure}")]
    private partial void LogUnread(string kind, ClusterName cluster, ClusterFailure failure);
}
