using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Clusters;

public sealed class KubernetesConnectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_hangs_ends_in_a_time_out_that_names_the_call()
    {
        var asked = new TaskCompletionSource();
        await using var server = await StubApiServer.StartAsync(async context =>
        {
            asked.SetResult();
            await Until(context.RequestAborted);
        });
        var clock = new FakeTimeProvider();
        using var cluster = new TestCluster(server.Address, clock);

        var pods = cluster.Reader.ListAsync<Pod>(new("shop"), Stop);
        await asked.Task.WaitAsync(Stop);
        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(new ClusterFailure.TimedOut("GET /api/v1/namespaces/shop/pods", TimeSpan.FromSeconds(10)), (await pods).Failure);
    }

    [Fact]
    public async Task A_body_that_stalls_ends_in_a_time_out()
    {
        var stalled = new TaskCompletionSource();
        await using var server = await StubApiServer.StartAsync(context => StallAsync(context, stalled));
        var clock = new FakeTimeProvider();
        using var cluster = new TestCluster(server.Address, clock);

        var pods = cluster.Reader.ListAsync<Pod>(ListScope.All, Stop);
        await stalled.Task.WaitAsync(Stop);
        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.IsType<ClusterFailure.TimedOut>((await pods).Failure);
    }

    [Fact]
    public async Task Cancelling_stops_a_slow_body_and_the_server_notices()
    {
        var stalled = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using var server = await StubApiServer.StartAsync(async context =>
        {
            try
            {
                await StallAsync(context, stalled);
            }
            finally
            {
                aborted.SetResult();
            }
        });
        using var cluster = new TestCluster(server.Address);
        using var caller = new CancellationTokenSource();

        var pods = cluster.Reader.ListAsync<Pod>(ListScope.All, caller.Token);
        await stalled.Task.WaitAsync(Stop);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pods);
        await aborted.Task.WaitAsync(Stop);
    }

    [Fact]
    public async Task A_list_of_endless_pages_ends()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StubApiServer.StartAsync(context =>
        {
            clock.Advance(TimeSpan.FromSeconds(9));
            return StubApiServer.JsonAsync(context, """{"metadata":{"continue":"more"},"items":[]}""");
        });
        using var cluster = new TestCluster(server.Address, clock);

        Assert.Equal(
            new ClusterFailure.TimedOut("GET /api/v1/pods", TimeSpan.FromSeconds(60)), (await cluster.Reader.ListAsync<Pod>(ListScope.All, Stop)).Failure);
    }

    [Fact]
    public async Task A_cluster_with_a_proxy_is_called_through_it()
    {
        await using var proxy = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""));
        using var cluster = new TestCluster(new Uri("http://api.invalid:6443"), proxy: proxy.Address);

        Assert.Null(await cluster.AskAsync());
        Assert.Equal("api.invalid:6443", Assert.Single(proxy.Requests).Headers.Host);
    }

    [Fact]
    public async Task Lists_from_loopback_are_not_compressed()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""));
        using var cluster = new TestCluster(server.Address);

        Assert.Null(await cluster.AskAsync());
        Assert.False(Assert.Single(server.Requests).Headers.ContainsKey("Accept-Encoding"));
    }

    private static async Task StallAsync(HttpContext context, TaskCompletionSource stalled)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"metadata":{},"items":[{"metadata":{"name":"a"}},""", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        stalled.TrySetResult();
        await Until(context.RequestAborted);
    }

    private static Task Until(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
