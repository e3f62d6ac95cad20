using ChatOpsBot.Core.Clusters;
using ChatOpsBot.DemoCluster;
using ChatOpsBot.Host.Clusters.Credentials;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>The built-in demo cluster: started at the first call, on a free loopback port, and stopped with the program.</summary>
internal sealed class DemoSource(TimeProvider time) : IEndpointSource, IAsyncDisposable
{
    // Not the first caller's token: others wait for the same cluster.
    private readonly Lazy<Task<DemoCluster.DemoCluster>> _demo =
        new(() => DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions { Clock = time }, CancellationToken.None));

    public bool HasChanged => false;

    public async Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken)
    {
        var demo = await _demo.Value.WaitAsync(cancellationToken);
        return new ClusterEndpoint(demo.Address, ServerTrust.Machine, FixedCredential.Token("token of the demo", "demo"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_demo.IsValueCreated) await (await _demo.Value).DisposeAsync();
    }
}
