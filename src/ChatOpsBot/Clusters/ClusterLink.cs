using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Endpoints;

namespace ChatOpsBot.Host.Clusters;

/// <summary>A configured cluster's connection: made at the first call, and again when its configuration was rewritten.
/// A cluster that cannot be set up is tried again at the next call.</summary>
internal sealed class ClusterLink(ClusterName cluster, IEndpointSource source, TimeSpan deadline, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private KubernetesConnection? _current;
    private KubernetesConnection? _previous;

    public ClusterName Cluster => cluster;

    /// <summary>What one call may take.</summary>
    public TimeSpan Deadline => deadline;

    /// <summary>The connection, or why there is none.</summary>
    public async Task<ClusterResult<KubernetesConnection>> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_current is { } current && !source.HasChanged) return current;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_current is { } made && !source.HasChanged) return made;
            if (!(await source.FindAsync(cancellationToken)).Has(out var endpoint, out var failure)) return failure;
            // Calls may still run on the current one: it is closed when the next but one comes.
            _previous?.Dispose();
            (_previous, _current) = (_current, new KubernetesConnection(endpoint, deadline, time, logger));
            return _current;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _previous?.Dispose();
        _current?.Dispose();
        _oneAtATime.Dispose();
    }
}
