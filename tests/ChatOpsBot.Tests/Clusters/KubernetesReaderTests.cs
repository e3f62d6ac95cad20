using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Clusters;

public sealed class KubernetesReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        await using var server = await StubApiServer.StartAsync(context => context.Request.Query["continue"].ToString() switch
        {
            "" => Page(context, "next+1/=", "a", "b"),
            "next+1/=" => Page(context, "last", "c"),
            _ => Page(context, null, "d"),
        });
        using var cluster = new TestCluster(server.Address);

        var pods = await cluster.Reader.ListAsync<Pod>(new("shop", "app=checkout,tier!=x", "status.phase=Running"), Stop);

        Assert.Equal(["a", "b", "c", "d"], pods.Value.Select(pod => pod.Metadata.Name));
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request =>
        {
            Assert.Equal("/api/v1/namespaces/shop/pods", request.Path);
            Assert.Contains("limit=500", request.Query, StringComparison.Ordinal);
            Assert.Contains("labelSelector=app%3Dcheckout%2Ctier%21%3Dx", request.Query, StringComparison.Ordinal);
            Assert.Contains("fieldSelector=status.phase%3DRunning", request.Query, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_list_whose_rest_is_gone_begins_again_once()
    {
        var gone = 0;
        await using var server = await StubApiServer.StartAsync(context =>
            context.Request.Query["continue"].Count == 0 ? Page(context, "more", "a")
            : Interlocked.Increment(ref gone) == 1 ? StubApiServer.StatusAsync(context, 410, "Expired", "The provided continue parameter is too old")
            : Page(context, null, "b"));
        using var cluster = new TestCluster(server.Address);

        var pods = await cluster.Reader.ListAsync<Pod>(ListScope.All, Stop);

        Assert.Equal(["a", "b"], pods.Value.Select(pod => pod.Metadata.Name));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_list_whose_rest_is_gone_twice_is_given_up()
    {
        await using var server = await StubApiServer.StartAsync(context => context.Request.Query["continue"].Count == 0
            ? Page(context, "more", "a")
            : StubApiServer.StatusAsync(context, 410, "Expired", "too old"));
        using var cluster = new TestCluster(server.Address);

        var pods = await cluster.Reader.ListAsync<Pod>(ListScope.All, Stop);

        Assert.IsType<ClusterFailure.Rejected>(pods.Failure);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_log_is_asked_for_as_the_request_says_and_bad_bytes_are_replaced()
    {
        await using var server = await StubApiServer.StartAsync(context =>
            context.Response.Body.WriteAsync(new byte[] { (byte)'o', (byte)'k', 0xFF, 0xC3, (byte)'\n', 0xE2, 0x82 }, context.RequestAborted).AsTask());
        using var cluster = new TestCluster(server.Address);

        var log = await cluster.Reader.ReadLogAsync(
            new("shop", "checkout-1", "app", Previous: true, TailLines: 20, Since: TimeSpan.FromSeconds(90.2), LimitBytes: 4096), Stop);

        Assert.Equal("ok\uFFFD\uFFFD\n\uFFFD", log.Value);
        var request = Assert.Single(server.Requests);
        Assert.Equal("/api/v1/namespaces/shop/pods/checkout-1/log", request.Path);
        Assert.Equal("?container=app&previous=true&tailLines=20&sinceSeconds=91&limitBytes=4096", request.Query);
    }

    [Fact]
    public async Task A_log_that_never_ends_is_read_up_to_the_limit_and_no_half_character_is_shown()
    {
        await using var server = await StubApiServer.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync("日本語", context.RequestAborted);
        });
        using var cluster = new TestCluster(server.Address);

        var log = await cluster.Reader.ReadLogAsync(new("shop", "checkout-1", null, LimitBytes: 20), Stop);

        Assert.Equal("日本語日本語", log.Value);
    }

    [Theory]
    [InlineData("shop", "..")]
    [InlineData("shop", "a/b")]
    [InlineData("shop", "a%2fb")]
    [InlineData("shop", "")]
    [InlineData("..", "checkout-1")]
    public async Task A_name_that_would_be_another_path_is_never_sent(string ns, string name)
    {
        await using var server = await StubApiServer.StartAsync(context => Page(context, null));
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<ClusterFailure.NotFound>((await cluster.Reader.GetAsync<Pod>(ns, name, Stop)).Failure);
        Assert.IsType<ClusterFailure.NotFound>((await cluster.Reader.ReadLogAsync(new(ns, name, null), Stop)).Failure);
        Assert.IsType<ClusterFailure.NotFound>(
            (await cluster.Writer.DeleteAsync(new(ResourceKinds.Pod, ns, name), new(new("u"), 0, false), ActAs.Bot, Stop)).Failure);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_behind_a_path_is_called_there()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1.34.4"}"""));
        using var cluster = new TestCluster(new Uri(server.Address, "/k8s/clusters/c-1/"));

        Assert.Equal("v1.34.4", (await cluster.Reader.GetVersionAsync(Stop)).Value);
        Assert.Equal("/k8s/clusters/c-1/version", Assert.Single(server.Requests).Path);
    }

    [Theory]
    [InlineData("v1", "/openapi/v3/api/v1")]
    [InlineData("apps/v1", "/openapi/v3/apis/apps/v1")]
    public async Task The_OpenAPI_document_of_a_group_version_is_read(string groupVersion, string path)
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"openapi":"3.0.0"}"""));
        using var cluster = new TestCluster(server.Address);

        Assert.Equal("3.0.0", (await cluster.Reader.GetOpenApiAsync(groupVersion, Stop)).Value.GetProperty("openapi").GetString());
        Assert.Equal(path, Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_secrets_values_are_dropped_while_reading()
    {
        await using var server = await StubApiServer.StartAsync(context =>
            StubApiServer.JsonAsync(context, """{"metadata":{"name":"s"},"type":"Opaque","data":{"password":"aHVudGVyMg=="}}"""));
        using var cluster = new TestCluster(server.Address);

        var secret = await cluster.Reader.GetAsync<Secret>("shop", "s", Stop);

        Assert.Equal(["password"], secret.Value.Keys);
        Assert.DoesNotContain("aHVudGVyMg", secret.Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_strings_of_many_objects_are_one_string()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, $$"""
            {"metadata":{},"items":[{{string.Join(',', Enumerable.Range(0, 3).Select(i =>
                $$$"""{"metadata":{"name":"web-{{{i}}}","labels":{"a-label-of-this-test":"with a value"}},"spec":{"nodeName":"a-node-of-this-test"}}"""))}}]}
            """));
        using var cluster = new TestCluster(server.Address);

        var pods = (await cluster.Reader.ListAsync<Pod>(ListScope.All, Stop)).Value;

        Assert.Equal(["web-0", "web-1", "web-2"], pods.Select(pod => pod.Metadata.Name));
        Assert.Same(pods[0].Spec.NodeName, pods[2].Spec.NodeName);
        Assert.Same(pods[0].Metadata.Labels["a-label-of-this-test"], pods[2].Metadata.Labels["a-label-of-this-test"]);
    }

    private static Task Page(HttpContext context, string? more, params string[] names) => StubApiServer.JsonAsync(context, $$"""
        {"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7"{{(more is null ? "" : $",\"continue\":\"{more}\"")}}},
         "items":[{{string.Join(',', names.Select(name => $$$"""{"metadata":{"name":"{{{name}}}"}}"""))}}]}
        """);
}
