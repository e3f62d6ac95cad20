using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Host.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;
using ChatOpsBot.Host.Clusters.Endpoints;
using ChatOpsBot.Host.Clusters.Watching;
using ChatOpsBot.Tests.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Clusters.Watching;

/// <summary>The pods of an API server over HTTP/2 as a test plays them, and a bot's watch of them.</summary>
internal sealed class PodApi : IAsyncDisposable
{
    private readonly X509Certificate2 _authority = TestCertificates.Authority();
    private readonly X509Certificate2 _certificate;
    private readonly Channel<string> _script = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _watches = Channel.CreateUnbounded<string>();
    private StubApiServer _server = null!;
    private ClusterLink _link = null!;

    private PodApi() => _certificate = TestCertificates.Issue(_authority, "CN=api", null, "127.0.0.1");

    /// <summary>Ends a watch as the server's time-out does.</summary>
    public const string Close = "close";

    /// <summary>Ends a watch as a broken connection does.</summary>
    public const string Break = "break";

    public FakeTimeProvider Clock { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>The names that a list gives, and its version.</summary>
    public (string[] Names, string Version) Pods { get; set; } = (["shop/a", "shop/b"], "10");

    /// <summary>How a list, a proof (a list of one) or a watch is answered; null: as it should be.</summary>
    public RequestDelegate? OnList { get; set; }

    public RequestDelegate? OnProof { get; set; }

    public RequestDelegate? OnWatch { get; set; }

    public ConcurrentQueue<string> Lists { get; } = new();

    public ClusterWatch Watch { get; private set; } = null!;

    /// <summary>What a person's question reads with.</summary>
    public IClusterReader Reader => new WatchedReader(new KubernetesReader(_link, Clock), Watch);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PodApi> StartAsync(bool http2 = true)
    {
        var api = new PodApi();
        var log = api.Log.CreateLogger(nameof(PodApi));
        api._server = http2 ? await StubApiServer.StartTlsAsync(api.AnswerAsync, api._certificate) : await StubApiServer.StartAsync(api.AnswerAsync);
        api._link = new ClusterLink(TestCluster.Name, new TestCluster.FixedSource(new(
            api._server.Address, ServerTrust.Pem(api._authority.ExportCertificatePem()), FixedCredential.None)), TimeSpan.FromSeconds(10), api.Clock, log);
        api.Watch = new ClusterWatch(api._link, api.Clock, log);
        return api;
    }

    /// <summary>The server sends a line of the watch, or <see cref="Close"/> or <see cref="Break"/>.</summary>
    public void Send(string line) => _script.Writer.TryWrite(line);

    /// <summary>An event of the watch.</summary>
    public void Send(string type, string pod, string version) => Send($$"""{"type":"{{type}}","object":{{Pod(pod, version)}} }""");

    /// <summary>The version from which the next watch begins.</summary>
    public Task<string> NextWatchAsync() => _watches.Reader.ReadAsync(Stop).AsTask();

    /// <summary>Asks until the answer comes from the watch.</summary>
    public async Task<IReadOnlyList<string>> ServedAsync(string? ns = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            Assert.True(attempt < 500, $"The watch never became current. {Log.All}");
            if (await Watch.ListAsync<Pod>(ns, Stop) is { } pods) return Names(pods);
            await Reader.GetVersionAsync(Stop);
        }
    }

    /// <summary>Asks until the watch gives this.</summary>
    public async Task ServesAsync(params string[] names)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (names.SequenceEqual(await ServedAsync())) return;
        }
        Assert.Equal(names, await ServedAsync());
    }

    /// <summary>A person's question.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string? ns = null) => Names((await Reader.ListAsync<Pod>(new(ns), Stop)).Value);

    /// <summary>Time passes, with a question a second, until the server is asked for a watch.</summary>
    public async Task<string> WaitForWatchAsync()
    {
        var next = NextWatchAsync();
        while (!next.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await AskAsync();
        }
        return await next;
    }

    /// <summary>The server can no longer be reached.</summary>
    public Task StopServerAsync() => _server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Watch.Dispose();
        _link.Dispose();
        await _server.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private static IReadOnlyList<string> Names(IEnumerable<Pod> pods) => [.. pods.Select(pod => $"{pod.Metadata.Namespace}/{pod.Metadata.Name}")];

    private static string Pod(string pod, string version) =>
        $$"""{"metadata":{ "namespace":"{{pod.Split('/')[0]}}","name":"{{pod.Split('/')[1]}}","resourceVersion":"{{version}}" } }""";

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/version") await StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}""");
        else if (context.Request.Query["watch"] == "true") await (OnWatch ?? PlayAsync)(context);
        else if (context.Request.Query["limit"] == "1") await (OnProof ?? ListAsync)(context);
        else
        {
            Lists.Enqueue(context.Request.Path + context.Request.QueryString.Value);
            await (OnList ?? ListAsync)(context);
        }
    }

    private async Task ListAsync(HttpContext context)
    {
        var (names, version) = Pods;
        await StubApiServer.JsonAsync(
            context, $$"""{"metadata":{ "resourceVersion":"{{version}}" },"items":[{{string.Join(',', names.Select(name => Pod(name, "1")))}}]}""");
    }

    private async Task PlayAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        _watches.Writer.TryWrite($"{context.Request.Query["resourceVersion"]}{(context.Request.Query["allowWatchBookmarks"] == "true" ? "" : " without bookmarks")}");
        await foreach (var line in _script.Reader.ReadAllAsync(context.RequestAborted))
        {
            if (line == Close) return;
            if (line == Break)
            {
                context.Abort();
                return;
            }
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
