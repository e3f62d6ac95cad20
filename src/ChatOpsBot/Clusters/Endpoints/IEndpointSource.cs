using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>Finds a cluster's endpoint when it is first called; nothing is read before.</summary>
internal interface IEndpointSource
{
    /// <summary>The endpoint, or <see cref="ClusterFailure.Misconfigured"/>.</summary>
    Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken);

    /// <summary>True when <see cref="FindAsync"/> would now read something else than the last time.</summary>
    bool HasChanged { get; }
}
