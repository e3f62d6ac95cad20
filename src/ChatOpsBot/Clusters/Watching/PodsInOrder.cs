using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>The pods of a cluster in the order in which the API server lists them.</summary>
internal sealed class PodsInOrder
{
    private readonly Lock _gate = new();

    // The server's order is that of its keys, in which "a-b/x" comes before "a/x".
    private readonly SortedDictionary<string, Pod> _pods = new(StringComparer.Ordinal);

    /// <summary>A list took place: these and no others.</summary>
    public void Replace(IEnumerable<Pod> pods)
    {
        lock (_gate)
        {
            _pods.Clear();
            foreach (var pod in pods) _pods[Key(pod)] = pod;
        }
    }

    /// <summary>A pod was added or changed.</summary>
    public void Put(Pod pod)
    {
        lock (_gate) _pods[Key(pod)] = pod;
    }

    /// <summary>A pod was deleted.</summary>
    public void Remove(Pod pod)
    {
        lock (_gate) _pods.Remove(Key(pod));
    }

    /// <summary>A copy of the list.</summary>
    /// <param name="ns">The namespace; null for all.</param>
    public List<Pod> List(string? ns)
    {
        lock (_gate) return [.. _pods.Values.Where(pod => ns is null || pod.Metadata.Namespace == ns)];
    }

    private static string Key(Pod pod) => $"{pod.Metadata.Namespace}/{pod.Metadata.Name}";
}
