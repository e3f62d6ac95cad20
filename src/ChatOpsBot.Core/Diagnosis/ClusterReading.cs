using System.Collections.Concurrent;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads a cluster for one question: every call is made once, however many snapshots need it, and what could not be
/// read is kept as a gap. A list that was read answers later questions for its single objects.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never made, so there is nothing to dispose.")]
internal sealed class ClusterReading(IClusterReader cluster, CancellationToken cancellationToken)
{
    // A whole namespace is looked at with at most so many calls at a time, so that the API server is not flooded.
    private readonly SemaphoreSlim _atOnce = new(16);
    private readonly ConcurrentDictionary<object, Lazy<Task>> _calls = new();
    private readonly ConcurrentDictionary<Gap, byte> _gaps = new();

    /// <summary>What could not be read so far.</summary>
    public IReadOnlyList<Gap> Gaps => [.. _gaps.Keys.OrderBy(gap => gap.Kind.Plural, StringComparer.Ordinal).ThenBy(gap => gap.Name, StringComparer.Ordinal)];

    /// <summary>Objects of a kind; empty with a gap when they could not be read.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string? ns, string? labels = null, string? fields = null) where T : class, IClusterObject
    {
        if (fields is not null && fields.StartsWith("spec.nodeName=", StringComparison.Ordinal) && typeof(T) == typeof(Pod) && _calls.ContainsKey(ListKey<T>(ListScope.All)))
            return [.. (await ListAsync<T>(null)).Where(found => (found as Pod)?.Spec.NodeName == fields["spec.nodeName=".Length..])];
        if (ns is not null && labels is null && fields is null && _calls.ContainsKey(ListKey<T>(ListScope.All)))
            return [.. (await ListAsync<T>(null)).Where(found => found.Metadata.Namespace == ns)];
        var scope = new ListScope(ns, labels, fields);
        var result = await Once(ListKey<T>(scope), () => cluster.ListAsync<T>(scope, cancellationToken));
        if (result.Has(out var items, out var failure)) return items;
        _gaps.TryAdd(new Gap(ResourceKinds.Of<T>(), ns, null, null, failure), 0);
        return [];
    }

    /// <summary>One object by name.</summary>
    public async Task<Look<T>> GetAsync<T>(string? ns, string name) where T : class, IClusterObject
    {
        foreach (var scope in new[] { ListScope.All, new ListScope(ns) })
        {
            if (!_calls.ContainsKey(ListKey<T>(scope))) continue;
            var list = await ListAsync<T>(scope.Namespace);
            var found = list.FirstOrDefault(item => item.Metadata.Name == name && item.Metadata.Namespace == ns);
            if (found is not null) return new(ns, name, found, null);
        }
        var result = await Once((typeof(T), ns, name), () => cluster.GetAsync<T>(ns, name, cancellationToken));
        if (result.Has(out var value, out var failure)) return new(ns, name, value, null);
        if (failure is not ClusterFailure.NotFound) _gaps.TryAdd(new Gap(ResourceKinds.Of<T>(), ns, name, null, failure), 0);
        return new(ns, name, null, failure);
    }

    /// <summary>Events about objects of a kind and name, in no order; from the namespace's list if that was read.</summary>
    public async Task<IReadOnlyList<Event>> EventsAsync(string? ns, string kind, string name)
    {
        if (!_calls.ContainsKey(ListKey<Event>(ListScope.All)) && !_calls.ContainsKey(ListKey<Event>(new(ns))))
            return await ListAsync<Event>(ns, fields: $"involvedObject.kind={kind},involvedObject.name={name}");
        return [.. (await ListAsync<Event>(ns)).Where(e => e.InvolvedObject.Kind == kind && e.InvolvedObject.Name == name)];
    }

    /// <summary>The tail of a log; no text when there is none to be had.</summary>
    public async Task<ContainerLog> LogAsync(string ns, string pod, string container, bool previous)
    {
        var request = new LogRequest(ns, pod, container, previous, TailLines: 200, LimitBytes: 64 * 1024);
        var result = await Once(request, () => cluster.ReadLogAsync(request, cancellationToken));
        // The kubelet keeps only the newest dead containers; in place of an older log it answers, with status 200, that it has none.
        if (result.Has(out var text, out var failure)) return new(container, previous, text.StartsWith("unable to retrieve container logs", StringComparison.Ordinal) ? null : text);
        // 400: there is no such run (yet, or any more); that is the container's state and not a gap.
        if (failure is not (ClusterFailure.Rejected or ClusterFailure.NotFound)) _gaps.TryAdd(new Gap(ResourceKinds.Pod, ns, pod, "log", failure), 0);
        return new(container, previous, null);
    }

    /// <summary>Whether an account may do something now; null when the cluster does not say. A bot that may not ask knows less, and reads
    /// nothing wrong: that is no gap.</summary>
    public async Task<bool?> MayAsync(AccessQuestion question) =>
        (await Once(question, () => cluster.CheckAccessAsync(question, cancellationToken))).Has(out var answer, out _) ? answer.Allowed : null;

    private static (Type, ListScope) ListKey<T>(ListScope scope) => (typeof(T), scope);

    private Task<T> Once<T>(object key, Func<Task<T>> call) => (Task<T>)_calls.GetOrAdd(key, _ => new Lazy<Task>(() => Limited(call))).Value;

    private async Task<T> Limited<T>(Func<Task<T>> call)
    {
        await _atOnce.WaitAsync(cancellationToken);
        try
        {
            return await call();
        }
        finally
        {
            _atOnce.Release();
        }
    }
}
