using System.Collections.Concurrent;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads a cluster for one question: every call is made once, however many snapshots need it, and what could not be
/// read is kept as a gap. A list that was read answers later questions for its single objects.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never made, so there is nothing to dispose.")]
internal sealed class ClusterReading(IClusterReader cluster, CancellationToken cancellationToken)
{
    // A whole namespace is looked at with at most so many calls at a time, so that the API server is not flooded.
    private readonly SemaphoreSlim _atOnce = new(16);
    private readonly ConcurrentDictionary<object, Lazy<Task>> _calls = new();
    private readonly ConcurrentDictionary<(string By, object List), object> _indexes = new();
    private readonly ConcurrentDictionary<Gap, byte> _gaps = new();

    /// <summary>What could not be read so far.</summary>
    public IReadOnlyList<Gap> Gaps => [.. _gaps.Keys.OrderBy(gap => gap.Kind.Plural, StringComparer.Ordinal).ThenBy(gap => gap.Name, StringComparer.Ordinal)];

    /// <summary>Objects of a kind; empty with a gap when they could not be read.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string? ns, string? labels = null, string? fields = null) where T : class, IClusterObject
    {
        const string onNode = "spec.nodeName=";
        if (typeof(T) == typeof(Pod) && fields?.StartsWith(onNode, StringComparison.Ordinal) == true && WasListed<T>(null))
            return [.. Index("node", await ListAsync<T>(null), found => (found as Pod)?.Spec.NodeName)[fields[onNode.Length..]]];
        if (ns is not null && labels is null && fields is null && WasListed<T>(null))
            return [.. Index("namespace", await ListAsync<T>(null), found => found.Metadata.Namespace)[ns]];
        var scope = new ListScope(ns, labels, fields);
        var result = await Once(ListKey<T>(scope), () => cluster.ListAsync<T>(scope, cancellationToken));
        if (result.Has(out var items, out var failure)) return items;
        _gaps.TryAdd(new Gap(ResourceKinds.Of<T>(), ns, null, null, failure), 0);
        return [];
    }

    /// <summary>One object by name.</summary>
    public async Task<Look<T>> GetAsync<T>(string? ns, string name) where T : class, IClusterObject
    {
        foreach (var scope in new[] { null, ns })
        {
            if (!WasListed<T>(scope)) continue;
            if (Index("name", await ListAsync<T>(scope), item => (item.Metadata.Namespace, item.Metadata.Name))[(ns, name)].FirstOrDefault() is { } found)
                return new(ns, name, found, null);
        }
        var result = await Once((typeof(T), ns, name), () => cluster.GetAsync<T>(ns, name, cancellationToken));
        if (result.Has(out var value, out var failure)) return new(ns, name, value, null);
        if (failure is not ClusterFailure.NotFound) _gaps.TryAdd(new Gap(ResourceKinds.Of<T>(), ns, name, null, failure), 0);
        return new(ns, name, null, failure);
    }

    /// <summary>Events about objects of a kind and name, in no order; from the namespace's list if that was read.</summary>
    public async Task<IReadOnlyList<Event>> EventsAsync(string? ns, string kind, string name)
    {
        if (!WasListed<Event>(null) && !WasListed<Event>(ns))
            return await ListAsync<Event>(ns, fields: $"involvedObject.kind={kind},involvedObject.name={name}");
        var all = await ListAsync<Event>(WasListed<Event>(null) ? null : ns);
        return [.. Index("involved", all, e => e.InvolvedObject.Name)[name].Where(e => e.Metadata.Namespace == ns && e.InvolvedObject.Kind == kind)];
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

    /// <summary>What an image's registry says of it; null when the bot may not ask that registry, or the name is none.</summary>
    public async Task<RegistryAnswer?> ImageAsync(string image) =>
        ImageReference.Parse(image) is { } name ? await Once(name, () => cluster.Images.AskAsync(name, cancellationToken)) : null;

    /// <summary>What the registries say of images, by name; only of those about which they could be asked.</summary>
    public async Task<IReadOnlyDictionary<string, RegistryAnswer>> ImagesAsync(IEnumerable<string> images)
    {
        var answers = await Task.WhenAll(images.Distinct().Select(async image => (Image: image, Answer: await ImageAsync(image))));
        return answers.Where(one => one.Answer is not null).ToDictionary(one => one.Image, one => one.Answer!);
    }

    /// <summary>What the kubelet of a node says about one of the words.</summary>
    public Task<NodeLog> KubeletLogAsync(string node, IReadOnlyList<string> words) => Once(("kubelet", node, words[0]), () => cluster.ReadKubeletLogAsync(node, words, cancellationToken));

    /// <summary>Whether an account may do something now; null when the cluster does not say. A bot that may not ask knows less, and reads
    /// nothing wrong: that is no gap.</summary>
    public async Task<bool?> MayAsync(AccessQuestion question) =>
        (await Once(question, () => cluster.CheckAccessAsync(question, cancellationToken))).Has(out var answer, out _) ? answer.Allowed : null;

    private bool WasListed<T>(string? ns) where T : class, IClusterObject => _calls.ContainsKey(ListKey<T>(new ListScope(ns)));

    // A big list is asked for single objects hundreds of times.
    private ILookup<TKey, T> Index<T, TKey>(string by, IReadOnlyList<T> list, Func<T, TKey> key) =>
        ((Lazy<ILookup<TKey, T>>)_indexes.GetOrAdd((by, list), _ => new Lazy<ILookup<TKey, T>>(() => list.ToLookup(key)))).Value;

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
