using ChatOpsBot.DemoCluster;
using ChatOpsBot.Host.CommandLine;

namespace ChatOpsBot.Host.Demo;

/// <summary>The demo cluster that this process runs, or that a running server lends it.</summary>
internal sealed class DemoSession : IAsyncDisposable
{
    // Where nobody listens any more, the connection is refused at once. A server that is slow is still there, and a cluster of
    // one's own in its place would be another world, with other pods.
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(30);
    private readonly Uri _address;
    private readonly DemoCluster.DemoCluster? _own;
    private readonly string? _lease;

    private DemoSession(Uri address, DemoCluster.DemoCluster? own, string? lease)
    {
        _address = address;
        _own = own;
        _lease = lease;
    }

    /// <summary>Who asks when nobody is named: the on-call engineer.</summary>
    public const string DefaultPerson = "alice";

    /// <summary>Whether the settings ask for the demo, or for nothing.</summary>
    public static bool IsWanted(BotSettings settings, IConfiguration configuration) =>
        settings.Demo || !configuration.GetSection("Clusters").GetChildren().Any();

    /// <summary>Starts a demo cluster and lets `ask` find it as long as this process lives.</summary>
    /// <param name="configuration">Where the store is.</param>
    /// <param name="speed">How many times as fast the cluster moves.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<DemoSession> StartAsync(IConfiguration configuration, double speed, CancellationToken cancellationToken)
    {
        var lease = LeaseFile(configuration);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(lease))!);
        var cluster = await DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions { Speed = speed, FaultsFile = FaultsFile(configuration) }, cancellationToken);
        await File.WriteAllTextAsync(lease, cluster.Address.ToString(), cancellationToken);
        return new DemoSession(cluster.Address, cluster, lease);
    }

    /// <summary>The demo cluster of a running server; one of this process's own when there is none.</summary>
    public static async Task<DemoSession> AttachOrStartAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var lease = LeaseFile(configuration);
        if (File.Exists(lease) && Uri.TryCreate(await File.ReadAllTextAsync(lease, cancellationToken), UriKind.Absolute, out var address)
            && address.IsLoopback && await AnswersAsync(address, cancellationToken))
            return new DemoSession(address, null, null);
        var own = await DemoCluster.DemoCluster.StartAsync(new DemoClusterOptions { FaultsFile = FaultsFile(configuration) }, cancellationToken);
        return new DemoSession(own.Address, own, null);
    }

    /// <summary>The configuration with the demo's store where none is configured.</summary>
    public static IConfigurationRoot WithStore(IConfiguration configuration) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Storage:Path", DefaultStore)])
        .AddConfiguration(configuration)
        .Build();

    /// <summary>The configuration with the demo's cluster, store and people.</summary>
    public IConfigurationRoot Apply(IConfigurationRoot configuration)
    {
        using var people = typeof(DemoSession).Assembly.GetManifestResourceStream("ChatOpsBot.Host.Demo.demo.json")!;
        return new ConfigurationBuilder()
            .AddJsonStream(people)
            .AddConfiguration(WithStore(configuration))
            .AddInMemoryCollection(
            [
                new("DefaultCluster", "demo"),
                new("Clusters:demo:Kind", "Demo"),
                new("Clusters:demo:Server", _address.ToString()),
                new("Clusters:demo:PortForward", "true"),
            ])
            .Build();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_lease is not null) File.Delete(_lease);
        if (_own is not null) await _own.DisposeAsync();
    }

    private static string DefaultStore => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "chatopsbot", "demo.db");

    // What a person broke stays broken over a restart, like everything else that the store beside it keeps.
    private static string FaultsFile(IConfiguration configuration) => (configuration["Storage:Path"] ?? DefaultStore) + ".demo-faults";

    private static string LeaseFile(IConfiguration configuration) => (configuration["Storage:Path"] ?? DefaultStore) + ".demo-cluster";

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = ProbeTime };
        try
        {
            using var response = await client.GetAsync(new Uri(address, "/version"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException || (gone is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
