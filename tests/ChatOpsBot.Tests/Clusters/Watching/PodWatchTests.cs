using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Host.Clusters.Watching;

namespace ChatOpsBot.Tests.Clusters.Watching;

public sealed class PodWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_question_is_read_live_and_later_ones_come_from_the_watch_without_another_list()
    {
        await using var api = await PodApi.StartAsync();
        api.Pods = (["a/x", "a-b/x", "shop/b", "shop/a"], "10");

        Assert.Equal(["a/x", "a-b/x", "shop/b", "shop/a"], await api.AskAsync());
        Assert.Equal(["a-b/x", "a/x", "shop/a", "shop/b"], await api.ServedAsync());
        var lists = api.Lists.Count;
        Assert.Equal(["shop/a", "shop/b"], await api.AskAsync("shop"));
        Assert.Equal(["a/x"], await api.AskAsync("a"));
        Assert.Empty(await api.AskAsync("none"));

        Assert.Equal(lists, api.Lists.Count);
        Assert.Equal("10", await api.NextWatchAsync());
    }

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

    [Fact]
    public async Task A_connection_that_says_nothing_any_more_is_not_trusted_and_the_question_is_read_live()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        Assert.Equal("10", await api.NextWatchAsync());
        var silent = new TaskCompletionSource();
        api.OnProof = context =>
        {
            silent.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        api.Pods = (["shop/new"], "40");

        var question = api.AskAsync();
        await silent.Task.WaitAsync(Stop);
        api.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["shop/new"], await question);
        Assert.Equal("10", await api.NextWatchAsync());
    }

    [Fact]
    public async Task A_right_that_was_withdrawn_is_noticed_by_the_next_question()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        api.OnProof = api.OnList = context => StubApiServer.StatusAsync(context, 403, "Forbidden", "no");

        Assert.IsType<ClusterFailure.Forbidden>((await api.Reader.ListAsync<Pod>(new("shop"), Stop)).Failure);
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
    public async Task Over_HTTP_1_nothing_is_served_from_the_watch()
    {
        await using var api = await PodApi.StartAsync(http2: false);

        await api.AskAsync();
        await api.NextWatchAsync();
        api.Send("ADDED", "shop/c", "11");

        Assert.Null(await api.Watch.ListAsync(null, Stop));
        Assert.Equal(["shop/a", "shop/b"], await api.AskAsync());
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
    public async Task Questions_at_once_make_one_list_for_the_watch()
    {
        await using var api = await PodApi.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.Watch.ListAsync(null, Stop)));
        await api.ServedAsync();

        Assert.Single(api.Lists);
    }

    [Fact]
    public async Task A_question_that_is_cancelled_stops_and_the_watch_goes_on()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        var asked = new TaskCompletionSource();
        api.OnProof = context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        using var person = new CancellationTokenSource();

        var question = api.Watch.ListAsync(null, person.Token);
        await asked.Task.WaitAsync(Stop);
        await person.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
        api.OnProof = null;
        var lists = api.Lists.Count;
        await api.ServedAsync();
        Assert.Equal(lists, api.Lists.Count);
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

        api.Clock.Advance(PodReflector.Idle + TimeSpan.FromSeconds(1));
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

    [Fact]
    public async Task Lists_with_a_selector_are_the_servers_to_judge()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();

        await api.Reader.ListAsync<Pod>(new("shop", Labels: "app=x"), Stop);
        await api.Reader.ListAsync<Pod>(new(null, Fields: "spec.nodeName=n"), Stop);

        Assert.Contains(api.Lists, list => list.Contains("labelSelector=app%3Dx", StringComparison.Ordinal));
        Assert.Contains(api.Lists, list => list.Contains("fieldSelector=spec.nodeName%3Dn", StringComparison.Ordinal));
    }
}
