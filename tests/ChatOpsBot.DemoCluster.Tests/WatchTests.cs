using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace ChatOpsBot.DemoCluster.Tests;

public sealed class WatchTests : IAsyncLifetime
{
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private readonly RunningCluster _demo = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _demo.InitializeAsync();

    public ValueTask DisposeAsync() => _demo.DisposeAsync();

    [Fact]
    public async Task Changes_after_a_list_come_in_order_until_the_time_is_over()
    {
        var version = await VersionAsync(Pods);
        var name = await _demo.PodOfAsync("web");
        using var watch = await OpenAsync($"{Pods}?watch=true&timeoutSeconds=30&resourceVersion={version}");
        await _demo.DeleteAsync($"{Pods}/{name}");
        _demo.Pass(30);
        var events = await watch.RestAsync();
        Assert.Equal(["MODIFIED", "DELETED"], events.Where(e => Name(e) == name).Select(Type));
        Assert.Equal(["ADDED", "MODIFIED", "MODIFIED"], events.Where(e => Name(e) != name && Name(e).StartsWith("web-", StringComparison.Ordinal)).Select(Type));
        var versions = events.Select(e => long.Parse(e["object"]!["metadata"]!["resourceVersion"]!.GetValue<string>(), null)).ToList();
        Assert.Equal(versions.Distinct().Order(), versions);
        Assert.True(versions[0] > long.Parse(version, null));
    }

    [Fact]
    public async Task An_event_is_sent_when_it_happens()
    {
        using var watch = await OpenAsync($"{Pods}?watch=true&resourceVersion={await VersionAsync(Pods)}");
        var name = await _demo.PodOfAsync("web");
        await _demo.DeleteAsync($"{Pods}/{name}?gracePeriodSeconds=0");
        var gone = await watch.NextAsync();
        Assert.Equal(("DELETED", name), (Type(gone), Name(gone)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&resourceVersion=0")]
    public async Task Without_a_version_the_state_comes_first(string version)
    {
        using var watch = await OpenAsync($"{Pods}?watch=true&timeoutSeconds=5{version}");
        _demo.Pass(5);
        var events = await watch.RestAsync();
        var (_, list) = await _demo.GetAsync(Pods);
        Assert.All(events, e => Assert.Equal("ADDED", Type(e)));
        Assert.Equal(list["items"]!.AsArray().Select(p => p!["metadata"]!["name"]!.GetValue<string>()), events.Select(Name));
        Assert.All(events, e => Assert.Equal("Pod", e["object"]!["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_field_selector_turns_what_begins_to_match_into_ADDED_and_what_ceases_to_into_DELETED()
    {
        using var pending = await OpenAsync($"{Pods}?watch=true&timeoutSeconds=20&fieldSelector=status.phase%3DPending&resourceVersion={await VersionAsync(Pods)}");
        await _demo.DeleteAsync($"{Pods}/{await _demo.PodOfAsync("web")}");
        _demo.Pass(20);
        var events = await pending.RestAsync();
        Assert.Equal(["ADDED", "MODIFIED", "DELETED"], events.Select(Type));
        Assert.Single(events.Select(Name).Distinct());
        // Told as it was while it matched.
        Assert.Equal("Pending", events[^1]["object"]!["status"]!["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task Too_old_a_version_is_an_ERROR_event_with_a_410()
    {
        using var watch = await OpenAsync($"{Pods}?watch=true&resourceVersion=1");
        var error = Assert.Single(await watch.RestAsync());
        Assert.Equal("ERROR", Type(error));
        Assert.Equal(410, error["object"]!["code"]!.GetValue<int>());
        Assert.Equal("Expired", error["object"]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Bookmarks_come_every_minute_and_before_the_end()
    {
        var version = await VersionAsync(Pods);
        using var watch = await OpenAsync($"{Pods}?watch=true&timeoutSeconds=90&allowWatchBookmarks=true&resourceVersion={version}");
        await _demo.DeleteAsync("/api/v1/namespaces/shop/configmaps/storefront-config");
        _demo.Pass(90);
        var events = await watch.RestAsync();
        Assert.True(events.Count(e => Type(e) == "BOOKMARK") >= 2);
        Assert.Equal("BOOKMARK", Type(events[^1]));
        Assert.True(long.Parse(events[^1]["object"]!["metadata"]!["resourceVersion"]!.GetValue<string>(), null) > long.Parse(version, null));
    }

    [Fact]
    public async Task A_streamed_list_ends_with_its_bookmark()
    {
        using var watch = await OpenAsync($"{Pods}?watch=true&timeoutSeconds=5&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        var events = new List<JsonNode>();
        do
        {
            events.Add(await watch.NextAsync());
        }
        while (Type(events[^1]) == "ADDED");
        Assert.Equal("BOOKMARK", Type(events[^1]));
        Assert.Equal("true", events[^1]["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.GetValue<string>());
        Assert.Equal(events[^1]["object"]!["metadata"]!["resourceVersion"]!.GetValue<string>(), await VersionAsync(Pods));
    }

    [Fact]
    public async Task The_newer_events_group_is_watched_under_its_names()
    {
        const string Newer = "/apis/events.k8s.io/v1/namespaces/shop/events";
        using var watch = await OpenAsync($"{Newer}?watch=true&resourceVersion={await VersionAsync(Newer)}");
        await _demo.DeleteAsync($"{Pods}/{await _demo.PodOfAsync("web")}");
        var killing = await watch.NextAsync();
        Assert.Equal("Stopping container web", killing["object"]!["note"]!.GetValue<string>());
        Assert.NotNull(killing["object"]!["regarding"]);
    }

    [Fact]
    public async Task The_real_client_watches()
    {
        var list = await _demo.Client.CoreV1.ListNamespacedPodAsync("shop", cancellationToken: Token);
        var name = await _demo.PodOfAsync("web");
        await _demo.DeleteAsync($"{Pods}/{name}?gracePeriodSeconds=0");
        await foreach (var (type, pod) in _demo.Client.CoreV1.WatchListNamespacedPodAsync("shop", resourceVersion: list.Metadata.ResourceVersion, cancellationToken: Token))
        {
            Assert.Equal((WatchEventType.Deleted, name), (type, pod.Metadata.Name));
            break;
        }
    }

    [Fact]
    public async Task What_keeps_no_history_cannot_be_watched()
    {
        var (code, status) = await _demo.GetAsync("/apis/metrics.k8s.io/v1beta1/nodes?watch=true");
        Assert.Equal(405, code);
        Assert.Equal("MethodNotAllowed", status["reason"]!.GetValue<string>());
    }

    private async Task<string> VersionAsync(string path) => (await _demo.GetAsync(path)).Body["metadata"]!["resourceVersion"]!.GetValue<string>();

    private async Task<OpenWatch> OpenAsync(string path)
    {
        var response = await _demo.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal(200, (int)response.StatusCode);
        return new OpenWatch(response, new StreamReader(await response.Content.ReadAsStreamAsync(Token)));
    }

    private static string Type(JsonNode watchEvent) => watchEvent["type"]!.GetValue<string>();

    private static string Name(JsonNode watchEvent) => watchEvent["object"]!["metadata"]!["name"]!.GetValue<string>();

    private sealed class OpenWatch(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        public async Task<JsonNode> NextAsync() => JsonNode.Parse((await lines.ReadLineAsync(Token))!)!;

        public async Task<List<JsonNode>> RestAsync()
        {
            var events = new List<JsonNode>();
            while (await lines.ReadLineAsync(Token) is { } line) events.Add(JsonNode.Parse(line)!);
            return events;
        }

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }
    }
}
