using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>The demo cluster that this program runs beside itself, on loopback.</summary>
internal sealed class DemoSource(Uri address) : IEndpointSource
{
    public bool HasChanged => false;

    public Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken) => Task.FromResult<ClusterResult<ClusterEndpoint>>(
        new ClusterEndpoint(address, ServerTrust.Machine, FixedCredential.Token("token of the demo", "demo")));
}
