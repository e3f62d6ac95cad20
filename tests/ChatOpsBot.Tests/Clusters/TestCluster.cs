using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;
using ChatOpsBot.Host.Clusters.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOpsBot.Tests.Clusters;

/// <summary>Reader and writer of a stub server.</summary>
internal sealed class TestCluster : IDisposable
{
    public static readonly ClusterName Name = new("test");
    private readonly ClusterLink _link;

    public TestCluster(IEndpointSource source, TimeProvider? time = null, ReaderAllowances? allowed = null)
    {
        time ??= TimeProvider.System;
        _link = new ClusterLink(Name, source, TimeSpan.FromSeconds(10), time, NullLogger.Instance);
        Reader = new KubernetesReader(_link, time, allowed: allowed);
        Writer = new KubernetesWriter(_link);
    }

    public TestCluster(Uri server, TimeProvider? time = null, ServerTrust? trust = null, IClusterCredential? credential = null, string? tlsServerName = null, Uri? proxy = null, ReaderAllowances? allowed = null)
        : this(new FixedSource(new(server, trust ?? ServerTrust.Machine, credential ?? FixedCredential.None, tlsServerName, proxy)), time, allowed)
    {
    }

    public IClusterReader Reader { get; }

    public IClusterWriter Writer { get; }

    /// <summary>The cheapest question; its failure.</summary>
    public async Task<ClusterFailure?> AskAsync() => (await Reader.GetVersionAsync(TestContext.Current.CancellationToken)).Failure;

    public void Dispose() => _link.Dispose();

    /// <summary>An endpoint that stays.</summary>
    internal sealed class FixedSource(ClusterEndpoint endpoint) : IEndpointSource
    {
        public bool HasChanged => false;

        public Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken) => Task.FromResult<ClusterResult<ClusterEndpoint>>(endpoint);
    }
}
