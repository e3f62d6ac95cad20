using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Host.Clusters.Watching;

namespace ChatOpsBot.Tests.Clusters.Watching;

/// <summary>How a watch follows the cluster: its events, its ends, and its life.</summary>
public sealed class ClusterWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pods_that_come_change_and_go_are_seen()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        var lists = api.Lists.Count;

        api.Send("ADDED", "shop/c", "11");
        await api.ServesAsync("shop/a", "shop/b", "shop/c");
        api.Send("DELETED", "shop/a", "12");
        await api.ServesAsync("shop/b", "shop/c");
        api.Send("MODIFIED", "shop/b", "13");
        while ((await api.Reader.ListAsync<Pod>(ListScope.All, Stop)).Value[0].Metadata.ResourceVersion != "13") Stop.ThrowIfCancellationRequested();

        Assert.Equal(lists, api.Lists.Count);
    }

    [Theory]
    [InlineData(PodApi.Close)]
    [InlineData(PodApi.Break)]
    [InlineData("""{"type":"ADDED","object":{]}""")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"CHANGED","object":{}}""")]
    [InlineData("""{"type":"ERROR","object":{"kind":"Status","status":"Failure","code":500,"reason":"InternalError"}}""")]
    [InlineData("nonsense")]
    public async Task A_watch_that_ends_goes_on_from_the_last_version_without_another_list(string end)
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        Assert.Equal("10", await api.NextWatchAsync());
        var lists = api.Lists.Count;
        api.Send("ADDED", "shop/c", "11");
        await api.ServesAsync("shop/a", "shop/b", "shop/c");

        api.Send(end);

        Assert.Equal("11", await api.NextWatchAsync());
        api.Send("DELETED", "shop/b", "21");
        await api.ServesAsync("shop/a", "shop/c");
        Assert.Equal(lists, api.Lists.Count);
    }

    [Fact]
    public async Task A_bookmark_moves_the_version_from_which_it_goes_on()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        Assert.Equal("10", await api.NextWatchAsync());

        api.Send("""{"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"20"}}}""");
        api.Send(PodApi.Close);

        Assert.Equal("20", await api.NextWatchAsync());
        await api.ServesAsync("shop/a", "shop/b");
    }

    [Fact]
    public async Task A_version_that_is_gone_during_the_watch_is_listed_anew()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        Assert.Equal("10", await api.NextWatchAsync());

        api.Pods = (["shop/z"], "30");
        api.Send("""{"type":"ERROR","object":{"kind":"Status","status":"Failure","code":410,"reason":"Expired","message":"too old resource version"}}""");

        Assert.Equal("30", await api.NextWatchAsync());
        await api.ServesAsync("shop/z");
    }

    [Fact]
    public async Task A_version_that_is_gone_when_the_watch_begins_is_listed_anew()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        Assert.Equal("10", await api.NextWatchAsync());

        api.Pods = (["shop/z"], "30");
        api.OnWatch = context =>
        {
            api.OnWatch = null;
            return StubApiServer.StatusAsync(context, 410, "Expired", "too old resource version");
        };
        api.Send(PodApi.Close);

        Assert.Equal("30", await api.WaitForWatchAsync());
        await api.ServesAsync("shop/z");
    }

    [Theory]
    [InlineData(403, "Forbidden")]
    [InlineData(404, "NotFound")]
    [InlineData(405, "MethodNotAllowed")]
    public async Task Where_no_watch_is_to_be_had_questions_are_read_live_and_the_operator_is_told_once(int status, string reason)
    {
        await using var api = await PodApi.StartAsync();
        var asked = 0;
        var refused = new TaskCompletionSource();
        api.OnWatch = async context =>
        {
            Interlocked.Increment(ref asked);
            await StubApiServer.StatusAsync(context, status, reason, "no");
            refused.TrySetResult();
        };

        await api.AskAsync();
        await refused.Task.WaitAsync(Stop);
        for (var attempt = 0; attempt < 500 && api.Log.All.Length == 0; attempt++) await api.AskAsync();
        for (var minutes = 0; minutes < 14; minutes++)
        {
            api.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(["shop/a", "shop/b"], await api.AskAsync());
        }

        Assert.Equal(1, asked);
        Assert.Single(api.Log.All.Split('\n'), line => line.Contains("cannot be watched", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_again_and_again_is_tried_ever_later()
    {
        await using var api = await PodApi.StartAsync();
        var failures = 0;
        api.OnWatch = context =>
        {
            if (Interlocked.Increment(ref failures) == 3) api.OnWatch = null;
            return StubApiServer.StatusAsync(context, 500, "InternalError", "no");
        };

        await api.AskAsync();

        Assert.Equal("10", await api.WaitForWatchAsync());
        Assert.Equal(3, failures);
        await api.ServedAsync();
    }

    [Fact]
    public async Task It_ends_when_nobody_asks_and_begins_anew_with_the_next_question()
    {
        await using var api = await PodApi.StartAsync();
        var ended = new TaskCompletionSource();
        api.OnWatch = async context =>
        {
            context.RequestAborted.Register(() => ended.TrySetResult());
            api.OnWatch = null;
            context.Response.ContentType = "application/json";
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        await api.ServedAsync();

        api.Clock.Advance(ClusterWatch.Idle + TimeSpan.FromSeconds(1));
        await ended.Task.WaitAsync(Stop);
        api.Pods = (["shop/later"], "50");

        Assert.Equal(["shop/later"], await api.ServedAsync());
        Assert.Equal("50", await api.NextWatchAsync());
    }

    [Fact]
    public async Task It_ends_with_the_program()
    {
        var ended = new TaskCompletionSource();
        await using (var api = await PodApi.StartAsync())
        {
            api.OnWatch = async context =>
            {
                context.Response.ContentType = "application/json";
                context.RequestAborted.Register(() => ended.TrySetResult());
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            };
            await api.ServedAsync();
            api.Watch.Dispose();
            await ended.Task.WaitAsync(Stop);
        }
    }
}
