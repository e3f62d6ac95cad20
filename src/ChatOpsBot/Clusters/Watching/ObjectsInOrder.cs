using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>The objects of a kind in the order in which the API server lists them.</summary>
internal sealed class ObjectsInOrder<T> where T : class, IClusterObject
{
    private readonly Lock _gate = new();

    // The server's order is that of its keys, in which "a-b/x" comes before "a/x".
    private readonly SortedDictionary<string, T> _objects = new(StringComparer.Ordinal);

    /// <summary>A list took place: these and no others.</summary>
    public void Replace(IEnumerable<T> objects)
    {
        lock (_gate)
        {
            _objects.Clear();
            foreach (var found in objects) _objects[Key(found)] = found;
        }
    }

    /// <summary>An object was added or changed.</summary>
    public void Put(T found)
    {
        lock (_gate) _objects[Key(found)] = found;
    }

    /// <summary>An object was deleted.</summary>
    public void Remove(T gone)
    {
        lock (_gate) _objects.Remove(Key(gone));
    }

    /// <summary>A copy of the list.</summary>
    /// <param name="ns">The namespace; null for all.</param>
    public List<T> List(string? ns)
    {
        lock (_gate) return ns is null ? [.. _objects.Values] : [.. _objects.Values.Where(found => found.Metadata.Namespace == ns)];
    }

    private static string Key(T found) => $"{found.Metadata.Namespace}/{found.Metadata.Name}";
}
