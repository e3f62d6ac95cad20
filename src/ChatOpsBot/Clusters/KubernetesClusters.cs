using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Host.Clusters.Endpoints;
using ChatOpsBot.Host.Clusters.Watching;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Clusters;

/// <summary>The clusters of the configuration. Nothing is read or called before a reader or writer is used.</summary>
internal sealed class KubernetesClusters : IClusters, IDisposable
{
    private sealed record Entry(ClusterLink Link, KubernetesReader Reader, KubernetesWriter Writer, ClusterWatch? Watch);

    private readonly Dictionary<string, Entry> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IImageRegistry? _images;

    public KubernetesClusters(IOptions<ClustersOptions> options, TimeProvider time, ILogger<KubernetesClusters> logger, IImageRegistry? images = null)
    {
        (_time, _logger, _images) = (time, logger, images);
        foreach (var (name, cluster) in options.Value.Clusters)
            _clusters.Add(name, Open(new(name), EndpointSources.Of(new(name), cluster, time), cluster.Timeout, new(cluster.PortForward, cluster.NodeLogs),
                options.Value.Watching && cluster.Watch && cluster.Kind is not ClusterKind.Demo));
        Names = [.. _clusters.Keys
            .OrderByDescending(name => string.Equals(name, options.Value.Default, StringComparison.OrdinalIgnoreCase))
            .ThenBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(name => new ClusterName(name))];
    }

    public IReadOnlyList<ClusterName> Names { get; }

    public IClusterReader Reader(ClusterName cluster) => Find(cluster).Reader;

    public IClusterReader WatchedReader(ClusterName cluster)
    {
        var entry = Find(cluster);
        return entry.Watch is null ? entry.Reader : new WatchedReader(entry.Reader, entry.Watch);
    }

    public IClusterWriter Writer(ClusterName cluster) => Find(cluster).Writer;

    /// <summary>The watch of a cluster; null where there is none.</summary>
    public ClusterWatch? Watch(ClusterName cluster) => Find(cluster).Watch;

    public void Dispose()
    {
        foreach (var entry in _clusters.Values)
        {
            entry.Watch?.Dispose();
            entry.Link.Dispose();
        }
    }

    private Entry Find(ClusterName cluster) => _clusters.TryGetValue(cluster.Value, out var entry)
        ? entry
        : Open(cluster, new UnknownSource(cluster, Names), ClusterOptions.ShortestTimeout, new(), watch: false);

    private Entry Open(ClusterName name, IEndpointSource source, TimeSpan timeout, ReaderAllowances allowed, bool watch)
    {
        var link = new ClusterLink(name, source, timeout, _time, _logger);
        return new(link, new KubernetesReader(link, _time, _images, allowed), new KubernetesWriter(link), watch ? new ClusterWatch(link, _time, _logger) : null);
    }

    /// <summary>A cluster that a stored request still names and the configuration no longer has.</summary>
    private sealed class UnknownSource(ClusterName cluster, IReadOnlyList<ClusterName> names) : IEndpointSource
    {
        public bool HasChanged => false;

        public Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ClusterResult<ClusterEndpoint>>(new ClusterFailure.Misconfigured(
                cluster, $"There is no cluster '{cluster}'; there are {string.Join(", ", names)}."));
    }
}
