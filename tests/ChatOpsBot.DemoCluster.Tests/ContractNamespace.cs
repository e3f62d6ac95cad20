using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>A namespace of its own in either cluster, until it is disposed of, and what its controllers make of objects in it.
/// Whatever does not come in time fails, and says what came instead.</summary>
/// <param name="wait">Lets the cluster go on for a moment.</param>
/// <param name="patience">For how many moments something is waited for.</param>
internal sealed class ContractNamespace(HttpClient http, Uri root, Func<Task> wait, int patience) : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    // The client of a real cluster waits for ever: its watches do.
    private static readonly TimeSpan Answer = TimeSpan.FromMinutes(2);

    // Another one for every test: a namespace takes its time to go, and nobody waits for it.
    private readonly string _name = $"contract-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The real cluster's time goes by itself.</summary>
    public static Task<ContractNamespace> OfAsync(RealCluster real) =>
        new ContractNamespace(real.Client, real.Root, () => Task.Delay(Moment, TimeProvider.System, Token), patience: 900).MadeAsync();

    public static Task<ContractNamespace> OfAsync(RunningCluster demo) => new ContractNamespace(demo.Http, demo.Cluster.Address, () =>
    {
        demo.Pass(1);
        return Task.CompletedTask;
    }, patience: 120).MadeAsync();

    /// <summary>A request below the namespace's path in an API group.</summary>
    public Task<(int Code, JsonNode Body)> SendAsync(string method, string group, string path, string? body = null) => RequestAsync(method, $"/{group}/namespaces/{_name}{path}", body);

    /// <summary>A request that has to be taken.</summary>
    public async Task MakeAsync(string method, string group, string path, string body)
    {
        var (code, answer) = await SendAsync(method, group, path, body);
        Assert.True(code is 200 or 201, $"{method} {root}{group} {path}: {code} {answer.ToJsonString()}");
    }

    /// <summary>Reads until what is read is as awaited.</summary>
    public async Task<JsonNode> UntilAsync(string group, string path, Predicate<JsonNode> awaited)
    {
        for (var moments = 0; ; moments++)
        {
            var (_, body) = await SendAsync("GET", group, path);
            if (awaited(body)) return body;
            Assert.True(moments < patience, $"{root}{group} {path} does not become what is awaited: {body.ToJsonString()}");
            await wait();
        }
    }

    public async ValueTask DisposeAsync() => await SendAsync("DELETE", "api/v1", "");

    private async Task<ContractNamespace> MadeAsync()
    {
        var (code, answer) = await RequestAsync("POST", "/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{_name}}}"}}""");
        Assert.True(code == 201, $"The namespace is not made: {answer.ToJsonString()}");
        // The service account of a namespace comes a moment after it.
        await UntilAsync("api/v1", "/serviceaccounts/default", account => account["kind"]?.ToString() == "ServiceAccount");
        return this;
    }

    private async Task<(int Code, JsonNode Body)> RequestAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(root, path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, method == "PATCH" ? "application/merge-patch+json" : "application/json");
        using var late = new CancellationTokenSource(Answer, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Token, late.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(either.Token))!);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new TimeoutException($"{method} {request.RequestUri} has no answer after {Answer}.");
        }
    }
}
