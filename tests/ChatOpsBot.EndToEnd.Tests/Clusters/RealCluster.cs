using ChatOpsBot.Core.Clusters;
using ChatOpsBot.EndToEnd.Tests.InCluster;
using ChatOpsBot.Host.Clusters;
using ChatOpsBot.Host.Clusters.Watching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>The cluster of CHATOPS_E2E_KUBECONFIG, through the bot's own registration, with kubectl beside it.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public static readonly string? Kubeconfig = Environment.GetEnvironmentVariable("CHATOPS_E2E_KUBECONFIG");

    public RealCluster()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Clusters:real:Kind"] = "Kubeconfig",
            ["Clusters:real:Kubeconfig"] = Kubeconfig,
        }).Build();
        _services = new ServiceCollection().AddLogging().AddClusters(configuration).AddWatching().BuildServiceProvider();
        var clusters = _services.GetRequiredService<IClusters>();
        Watch = _services.GetRequiredService<KubernetesClusters>().Watch(clusters.Names[0])!;
        Reader = clusters.Reader(clusters.Names[0]);
        Writer = clusters.Writer(clusters.Names[0]);
    }

    public IClusterReader Reader { get; }

    public IClusterWriter Writer { get; }

    /// <summary>The watched list of pods.</summary>
    public ClusterWatch Watch { get; }

    /// <summary>Runs kubectl and gives what it prints.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public static Task<string> KubectlAsync(params string[] arguments) => Tool.DoAsync("kubectl", arguments, TestContext.Current.CancellationToken);

    /// <summary>Waits for the first event of a reason about an object.</summary>
    public static async Task HappenedAsync(string ns, string name, string reason) => await Tool.FirstLineAsync(
        "kubectl", ["get", "events", "-n", ns, "--watch", "--request-timeout=300s", "-o", "name", "--field-selector", $"involvedObject.name={name},reason={reason}"],
        TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
