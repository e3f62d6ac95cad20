using ChatOpsBot.Core.Clusters;
using ChatOpsBot.DemoCluster;
using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>The built-in demo cluster: started at the first call, on a free loopback port, and stopped with the program.</summary>
internal sealed class DemoSource(TimeProvider time) : IEndpointSource, IAsyncDisposable
{
    private DemoCluster.DemoCluster? _demo;

    public bool HasChanged => false;

    public async Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken)
    {
        _demo ??= await DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions { Clock = time }, cancellationToken);
        return new ClusterEndpoint(_demo.Address, ServerTrust.Machine, FixedCredential.Token("token of the demo", "demo"));
    }

    public ValueTask DisposeAsync() => _demo?.DisposeAsync() ?? ValueTask.CompletedTask;
}
