using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>Reads for one question like another reader, and answers lists from the watch while that is known to be current. When the
/// API server cannot be reached, it answers them from what the watch last knew, and <see cref="AsOf"/> says since when that is old.
/// Lists with a selector are the API server's to judge.</summary>
internal sealed class WatchedReader(IClusterReader live, ClusterWatch watch) : IClusterReader
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _asOf;
    private ClusterFailure? _unreachable;

    public ClusterName Cluster => live.Cluster;

    public IImageRegistry Images => live.Images;

    public DateTimeOffset? AsOf
    {
        get
        {
            lock (_gate) return _asOf;
        }
    }

    public async Task<ClusterResult<IReadOnlyList<T>>> ListAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        if (!ClusterWatch.Has<T>() || !string.IsNullOrEmpty(scope.Labels) || !string.IsNullOrEmpty(scope.Fields))
            return await OrUnreachable(() => live.ListAsync<T>(scope, cancellationToken));
        if (await watch.ListAsync<T>(scope.Namespace, cancellationToken) is { } current) return current;
        var result = await OrUnreachable(() => live.ListAsync<T>(scope, cancellationToken));
        if (result.Failure is not (ClusterFailure.Unreachable or ClusterFailure.TimedOut) || !watch.Remembers<T>(scope.Namespace, out var remembered, out var at)) return result;
        lock (_gate)
        {
            _asOf = _asOf is { } oldest && oldest < at ? oldest : at;
            // Nobody waits for one connection after the other to a server that does not answer.
            _unreachable ??= result.Failure as ClusterFailure.Unreachable;
        }
        return remembered;
    }

    public Task<ClusterResult<T>> GetAsync<T>(string? ns, string name, CancellationToken cancellationToken) where T : class, IClusterObject =>
        OrUnreachable(() => live.GetAsync<T>(ns, name, cancellationToken));

    public Task<ClusterResult<JsonElement>> GetRawAsync(ResourceRef resource, CancellationToken cancellationToken) =>
        OrUnreachable(() => live.GetRawAsync(resource, cancellationToken));

    public Task<ClusterResult<string>> ReadLogAsync(LogRequest request, CancellationToken cancellationToken) =>
        OrUnreachable(() => live.ReadLogAsync(request, cancellationToken));

    public Task<NodeLog> ReadKubeletLogAsync(string node, IReadOnlyList<string> words, CancellationToken cancellationToken) => live.ReadKubeletLogAsync(node, words, cancellationToken);

    public Task<ClusterResult<JsonElement>> GetOpenApiAsync(string groupVersion, CancellationToken cancellationToken) =>
        OrUnreachable(() => live.GetOpenApiAsync(groupVersion, cancellationToken));

    public Task<ClusterResult<string>> GetVersionAsync(CancellationToken cancellationToken) => OrUnreachable(() => live.GetVersionAsync(cancellationToken));

    public Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken) =>
        OrUnreachable(() => live.CheckAccessAsync(question, cancellationToken));

    public Task<PortAnswer> TryPortAsync(PodPort port, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_unreachable is not null) return Task.FromResult<PortAnswer>(new PortAnswer.Failed(_unreachable));
        }
        return live.TryPortAsync(port, cancellationToken);
    }

    private Task<ClusterResult<T>> OrUnreachable<T>(Func<Task<ClusterResult<T>>> ask) where T : notnull
    {
        lock (_gate)
        {
            if (_unreachable is not null) return Task.FromResult<ClusterResult<T>>(_unreachable);
        }
        return ask();
    }
}
