using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>Watches a cluster's pods from the first question on, for as long as there are questions.</summary>
internal sealed class PodWatch(ClusterLink link, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Lock _gate = new();
    private PodReflector? _reflector;
    private bool _disposed;

    /// <summary>The pods in the API server's order, or null when they have to be read live.</summary>
    public async Task<List<Pod>?> ListAsync(string? ns, CancellationToken cancellationToken) => await Running().ListAsync(ns, cancellationToken);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _reflector?.Dispose();
            _reflector = null;
        }
    }

    private PodReflector Running()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_reflector is { HasEnded: true } ended)
            {
                ended.Dispose();
                _reflector = null;
            }
            _reflector ??= PodReflector.Start(link, time, logger);
            _reflector.Keep();
            return _reflector;
        }
    }
}
