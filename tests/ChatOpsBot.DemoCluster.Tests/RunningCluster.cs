using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.DemoCluster.Tests;

/// <summary>A demo cluster whose time stands still until a test moves it, with the real client connected to it.</summary>
public sealed class RunningCluster : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2027, 3, 14, 15, 9, 26, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Start);

    public int? Seed { get; init; }

    public double Speed { get; init; } = 1;

    public DemoCluster Cluster { get; private set; } = null!;

    public Kubernetes Client { get; private set; } = null!;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Cluster = await DemoCluster.StartAsync(new DemoClusterOptions { Clock = Clock, Seed = Seed, Speed = Speed }, TestContext.Current.CancellationToken);
        using var kubeconfig = new MemoryStream(Encoding.UTF8.GetBytes(Cluster.Kubeconfig));
        Client = new Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(kubeconfig));
        Http.BaseAddress = Cluster.Address;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Http.Dispose();
        await Cluster.DisposeAsync();
    }

    /// <summary>Second by second, because what happens in one makes the next one happen.</summary>
    public void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++) Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public async Task<(int Code, JsonNode Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await BodyAsync(response));
    }

    public async Task<(int Code, JsonNode Body)> DeleteAsync(string path, string? body = null, string type = "application/json", string? asUser = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue(type));
        if (asUser is not null) request.Headers.Add("Impersonate-User", asUser);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await BodyAsync(response));
    }

    /// <summary>Any request: a merge patch, an object, or nothing in its body.</summary>
    public async Task<(int Code, JsonNode Body)> AskAsync(string method, string path, string? body = null, string? asUser = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue(method == "PATCH" ? "application/merge-patch+json" : "application/json"));
        if (asUser is not null) request.Headers.Add("Impersonate-User", asUser);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await BodyAsync(response));
    }

    /// <summary>A write that has to be taken.</summary>
    public async Task SendAsync(string method, string path, string body)
    {
        var (code, answer) = await AskAsync(method, path, body);
        Assert.True(code is 200 or 201, answer.ToJsonString());
    }

    /// <summary>What the events about an object say.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(string @namespace, string kind, string name)
    {
        var (_, list) = await GetAsync($"/api/v1/namespaces/{@namespace}/events?fieldSelector=involvedObject.kind%3D{kind},involvedObject.name%3D{name}");
        return [.. list["items"]!.AsArray().Select(e => e!["message"]!.GetValue<string>())];
    }

    public async Task<string> TextAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The one pod of an app that is not going.</summary>
    public async Task<string> PodOfAsync(string app)
    {
        var (_, list) = await GetAsync($"/api/v1/namespaces/shop/pods?labelSelector=app%3D{app}");
        return list["items"]!.AsArray().First(p => p!["metadata"]!["deletionTimestamp"] is null)!["metadata"]!["name"]!.GetValue<string>();
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.StartsWith('{') ? JsonNode.Parse(text)! : JsonValue.Create(text);
    }
}
