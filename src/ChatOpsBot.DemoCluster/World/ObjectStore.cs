using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>The objects by type and key, and the counter that gives each change its resourceVersion.</summary>
internal sealed class ObjectStore
{
    private static readonly Comparer<(string? Namespace, string Name)> EtcdOrder = Comparer<(string? Namespace, string Name)>.Create(
        (a, b) => string.CompareOrdinal($"{a.Namespace}/{a.Name}", $"{b.Namespace}/{b.Name}"));

    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceType, SortedDictionary<(string? Namespace, string Name), StoredObject>> _objects = [];
    private readonly ChangeHistory _history = new();
    private long _revision = 1;

    /// <summary>Told of every change while the world is held still.</summary>
    public Action<Change>? Observer { private get; set; }

    public string Revision
    {
        get { lock (_gate) return _revision.ToString(CultureInfo.InvariantCulture); }
    }

    /// <summary>Holds the world still for a change that reads first.</summary>
    public Lock.Scope Exclusive() => _gate.EnterScope();

    public StoredObject? Get(ObjectKey key)
    {
        lock (_gate) return Of(key.Type).GetValueOrDefault((key.Namespace, key.Name));
    }

    /// <summary>In the order of etcd's keys, as an API server lists.</summary>
    public IReadOnlyList<StoredObject> List(ResourceType type, string? @namespace = null)
    {
        lock (_gate)
            return [.. Of(type).Values.Where(o => @namespace is null || o.Key.Namespace == @namespace)];
    }

    public IReadOnlyList<StoredObject> All()
    {
        lock (_gate) return [.. _objects.Values.SelectMany(o => o.Values)];
    }

    /// <summary>As recorded, with the resourceVersion that it had.</summary>
    public void Restore(StoredObject item)
    {
        lock (_gate)
        {
            Of(item.Key.Type)[(item.Key.Namespace, item.Key.Name)] = item;
            if (long.TryParse(item.ResourceVersion, out var version)) _revision = Math.Max(_revision, version);
            _history.Begin(_revision);
        }
    }

    /// <summary>Creates or replaces; the object gets the next resourceVersion, unless it stays as it is.</summary>
    public StoredObject Put(ObjectKey key, JsonObject body)
    {
        lock (_gate)
        {
            var before = Of(key.Type).GetValueOrDefault((key.Namespace, key.Name));
            if (before is not null)
            {
                body["metadata"]!["resourceVersion"] = before.ResourceVersion;
                if (JsonNode.DeepEquals(before.Body, body)) return before;
            }
            body["metadata"]!["resourceVersion"] = (++_revision).ToString(CultureInfo.InvariantCulture);
            var after = Of(key.Type)[(key.Namespace, key.Name)] = new StoredObject(key, body);
            Tell(new Change(_revision, before, after));
            return after;
        }
    }

    public void Remove(ObjectKey key)
    {
        lock (_gate)
        {
            var objects = Of(key.Type);
            if (!objects.TryGetValue((key.Namespace, key.Name), out var before)) return;
            objects.Remove((key.Namespace, key.Name));
            Tell(new Change(++_revision, before, null));
        }
    }

    /// <summary>The changes of a resource after a revision, those that are still to come included; null when it is too old.</summary>
    public ChangeFeed? Follow(ResourceType type, long after)
    {
        lock (_gate) return _history.Follow(type, after, Unfollow);
    }

    /// <summary>The oldest revision that can be followed from.</summary>
    public long HistoryStart
    {
        get { lock (_gate) return _history.Start; }
    }

    /// <summary>Tells one follower how far it has come.</summary>
    public void Mark(ChangeFeed feed)
    {
        lock (_gate) feed.Offer(new Change(_revision, null, null));
    }

    /// <summary>Replaces what has no history: measurements.</summary>
    public void Refresh(StoredObject item)
    {
        lock (_gate) Of(item.Key.Type)[(item.Key.Namespace, item.Key.Name)] = item;
    }

    private void Tell(Change change)
    {
        _history.Add(change);
        Observer?.Invoke(change);
    }

    private void Unfollow(ChangeFeed feed)
    {
        lock (_gate) _history.Unfollow(feed);
    }

    private SortedDictionary<(string? Namespace, string Name), StoredObject> Of(ResourceType type)
    {
        if (!_objects.TryGetValue(type, out var objects)) _objects[type] = objects = new(EtcdOrder);
        return objects;
    }
}
