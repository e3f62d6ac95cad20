using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>Reads like another reader, and answers lists of pods from the watch while that is known to be current. Lists with a
/// selector are the API server's to judge.</summary>
internal sealed class WatchedReader(IClusterReader live, PodWatch watch) : IClusterReader
{
    public ClusterName Cluster => live.Cluster;

    public async Task<ClusterResult<IReadOnlyList<T>>> ListAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject =>
        typeof(T) == typeof(Pod) && string.IsNullOrEmpty(scope.Labels) && string.IsNullOrEmpty(scope.Fields)
        && await watch.ListAsync(scope.Namespace, cancellationToken) is { } pods
            ? (List<T>)(object)pods
            : await live.ListAsync<T>(scope, cancellationToken);

    public Task<ClusterResult<T>> GetAsync<T>(string? ns, string name, CancellationToken cancellationToken) where T : class, IClusterObject =>
        live.GetAsync<T>(ns, name, cancellationToken);

    public Task<ClusterResult<JsonElement>> GetRawAsync(ResourceRef resource, CancellationToken cancellationToken) =>
        live.GetRawAsync(resource, cancellationToken);

    public Task<ClusterResult<string>> ReadLogAsync(LogRequest request, CancellationToken cancellationToken) => live.ReadLogAsync(request, cancellationToken);

    public Task<ClusterResult<JsonElement>> GetOpenApiAsync(string groupVersion, CancellationToken cancellationToken) =>
        live.GetOpenApiAsync(groupVersion, cancellationToken);

    public Task<ClusterResult<string>> GetVersionAsync(CancellationToken cancellationToken) => live.GetVersionAsync(cancellationToken);

    public Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken) =>
        live.CheckAccessAsync(question, cancellationToken);
}
