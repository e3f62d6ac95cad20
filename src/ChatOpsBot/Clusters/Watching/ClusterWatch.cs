using System.Diagnostics.CodeAnalysis;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>Watches what diagnosis lists of a cluster, each kind from the first question about it on, for as long as there are questions.</summary>
internal sealed class ClusterWatch(ClusterLink link, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>The watch of a kind ends when nobody has asked for so long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    // Secrets and ConfigMaps are never held.
    private static readonly HashSet<Type> Kinds =
    [
        typeof(Pod), typeof(Event), typeof(Node), typeof(Service), typeof(EndpointSlice), typeof(Ingress), typeof(NetworkPolicy), typeof(Deployment),
        typeof(ReplicaSet), typeof(StatefulSet), typeof(DaemonSet), typeof(Job), typeof(CronJob), typeof(HorizontalPodAutoscaler), typeof(PersistentVolumeClaim),
    ];

    private readonly Lock _gate = new();
    private readonly Dictionary<Type, IReflector> _reflectors = [];
    private bool _disposed;

    /// <summary>Whether this kind is watched.</summary>
    public static bool Has<T>() => Kinds.Contains(typeof(T));

    /// <summary>The objects of a kind in the API server's order, or null when they have to be read live.</summary>
    public async Task<List<T>?> ListAsync<T>(string? ns, CancellationToken cancellationToken) where T : class, IClusterObject =>
        await Running<T>().ListAsync(ns, cancellationToken);

    /// <summary>What a watch held when it was last known to be current, for when the API server cannot be asked.</summary>
    public bool Remembers<T>(string? ns, [NotNullWhen(true)] out List<T>? objects, out DateTimeOffset at) where T : class, IClusterObject =>
        Running<T>().Remembers(ns, out objects, out at);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var reflector in _reflectors.Values) reflector.Dispose();
            _reflectors.Clear();
        }
    }

    private Reflector<T> Running<T>() where T : class, IClusterObject
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_reflectors.GetValueOrDefault(typeof(T)) is { HasEnded: true } ended)
            {
                ended.Dispose();
                _reflectors.Remove(typeof(T));
            }
            if (!_reflectors.TryGetValue(typeof(T), out var running)) _reflectors.Add(typeof(T), running = Reflector<T>.Start(link, time, logger));
            running.Keep();
            return (Reflector<T>)running;
        }
    }
}

/// <summary>A watched list of any kind.</summary>
internal interface IReflector : IDisposable
{
    /// <summary>Whether its life is over.</summary>
    bool HasEnded { get; }

    /// <summary>Somebody asked: puts the end off.</summary>
    void Keep();
}
