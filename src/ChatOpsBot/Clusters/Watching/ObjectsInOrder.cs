using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>The objects of a kind in the order in which the API server lists them.</summary>
internal sealed class ObjectsInOrder<T> where T : class, IClusterObject
{
    private readonly Lock _gate = new();

    // The server's order is that of its keys, in which "a-b/x" comes before "a/x": by the namespace with its slash, then by the name.
    private readonly SortedDictionary<string, SortedDictionary<string, T>> _objects = new(StringComparer.Ordinal);

    /// <summary>A list took place: these and no others.</summary>
    public void Replace(IEnumerable<T> objects)
    {
        lock (_gate)
        {
            _objects.Clear();
            foreach (var found in objects) Put(found);
        }
    }

    /// <summary>An object was added or changed.</summary>
    public void Put(T found)
    {
        lock (_gate)
        {
            var key = Key(found.Metadata.Namespace);
            if (!_objects.TryGetValue(key, out var there)) _objects.Add(key, there = new(StringComparer.Ordinal));
            there[found.Metadata.Name] = found;
        }
    }

    /// <summary>An object was deleted.</summary>
    public void Remove(T gone)
    {
        lock (_gate)
        {
            var key = Key(gone.Metadata.Namespace);
            if (_objects.TryGetValue(key, out var there) && there.Remove(gone.Metadata.Name) && there.Count == 0) _objects.Remove(key);
        }
    }

    /// <summary>A copy of the list.</summary>
    /// <param name="ns">The namespace; null for all.</param>
    public List<T> List(string? ns)
    {
        lock (_gate)
        {
            if (ns is null) return [.. _objects.Values.SelectMany(there => there.Values)];
            return _objects.TryGetValue(Key(ns), out var found) ? [.. found.Values] : [];
        }
    }

    private static string Key(string? ns) => ns + "/";
}
