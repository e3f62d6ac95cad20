using System.Reflection;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.DemoCluster;
using ChatOpsBot.Host.Clusters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Clusters;

/// <summary>The registration as the program uses it, on a demo cluster.</summary>
public sealed class KubernetesClustersTests(KubernetesClustersTests.Program program) : IClassFixture<KubernetesClustersTests.Program>
{
    /// <summary>One demo cluster for all tests of the class.</summary>
    public sealed class Program : IAsyncLifetime
    {
        private DemoCluster.DemoCluster _demo = null!;
        private ServiceProvider _services = null!;

        public IClusters Clusters => _services.GetRequiredService<IClusters>();

        public async ValueTask InitializeAsync()
        {
            _demo = await DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions(), TestContext.Current.CancellationToken);
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Clusters:demo:Kind"] = "Demo",
                ["Clusters:demo:Server"] = _demo.Address.ToString(),
            }).Build();
            _services = new ServiceCollection().AddLogging().AddClusters(configuration).BuildServiceProvider();
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _demo.DisposeAsync();
        }
    }

    public static TheoryData<Type> Kinds => [.. typeof(IClusterObject).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IClusterObject)) && !type.IsInterface)
        .OrderBy(type => type.Name)];

    private IClusters Clusters => program.Clusters;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_cluster_answers()
    {
        var reader = Clusters.Reader(Assert.Single(Clusters.Names));

        Assert.Equal("demo", reader.Cluster.Value);
        Assert.StartsWith("v1.", (await reader.GetVersionAsync(Stop)).Value, StringComparison.Ordinal);
        Assert.NotEmpty((await reader.ListAsync<Pod>(ListScope.All, Stop)).Value);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task The_demo_cluster_serves_every_kind(Type fact) =>
        (Task)GetType().GetMethod(nameof(ReadAsync), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(fact).Invoke(this, [])!;

    [Fact]
    public async Task A_pod_of_the_demo_is_read_raw_asked_about_and_deleted_dry()
    {
        var (reader, writer) = (Clusters.Reader(Clusters.Names[0]), Clusters.Writer(Clusters.Names[0]));
        var pod = (await reader.ListAsync<Pod>(new("shop"), Stop)).Value[0].Metadata;
        var resource = new ResourceRef(ResourceKinds.Pod, pod.Namespace, pod.Name);

        Assert.Equal(pod.Uid, (await reader.GetRawAsync(resource, Stop)).Value.GetProperty("metadata").GetProperty("uid").GetString());
        Assert.True((await writer.CheckAccessAsync(new(ActAs.Bot, "delete", ResourceKinds.Pod, pod.Namespace, pod.Name), Stop)).Value.Allowed);
        Assert.Null((await writer.DeleteAsync(resource, new(new(pod.Uid), null, DryRun: true), ActAs.Bot, Stop)).Failure);
        Assert.IsType<ClusterFailure.Conflict>((await writer.DeleteAsync(resource, new(new("another"), null, DryRun: true), ActAs.Bot, Stop)).Failure);
        Assert.Equal(
            new ClusterFailure.NotFound(ResourceKinds.Pod, "shop", "no-such-pod"), (await reader.GetAsync<Pod>("shop", "no-such-pod", Stop)).Failure);
    }

    [Fact]
    public async Task A_cluster_that_is_not_configured_says_which_ones_are()
    {
        var failure = (await Clusters.Reader(new("prod")).GetVersionAsync(Stop)).Failure;

        Assert.Equal(new ClusterFailure.Misconfigured(new("prod"), "There is no cluster 'prod'; there are demo."), failure);
    }

    private async Task ReadAsync<T>() where T : class, IClusterObject =>
        Assert.Null((await Clusters.Reader(Clusters.Names[0]).ListAsync<T>(ListScope.All, Stop)).Failure);
}
