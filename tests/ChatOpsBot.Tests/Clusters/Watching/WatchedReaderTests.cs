using System.Threading.Channels;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Host.Clusters.Watching;

namespace ChatOpsBot.Tests.Clusters.Watching;

/// <summary>What a question is answered from: the watch, the server, or memory.</summary>
public sealed class WatchedReaderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_question_about_a_namespace_is_read_live_and_later_ones_come_from_the_watch_without_another_list()
    {
        await using var api = await PodApi.StartAsync();
        api.Pods = (["a/x", "a-b/x", "shop/b", "shop/a"], "10");

        await api.AskAsync("shop");
        Assert.Contains(api.Lists, list => list.StartsWith("/api/v1/namespaces/shop/pods", StringComparison.Ordinal));
        Assert.Equal(["a-b/x", "a/x", "shop/a", "shop/b"], await api.ServedAsync());
        var lists = api.Lists.Count;
        Assert.Equal(["shop/a", "shop/b"], await api.AskAsync("shop"));
        Assert.Equal(["a/x"], await api.AskAsync("a"));
        Assert.Empty(await api.AskAsync("none"));

        Assert.Equal(lists, api.Lists.Count);
        Assert.Equal("10", await api.NextWatchAsync());
    }

    [Fact]
    public async Task The_first_question_about_everything_waits_for_the_list_of_the_watch_and_makes_none_of_its_own()
    {
        await using var api = await PodApi.StartAsync();

        Assert.Equal(["shop/a", "shop/b"], await api.AskAsync());

        Assert.Single(api.Lists);
    }

    [Fact]
    public async Task A_server_that_does_not_begin_to_answer_a_watch_is_not_waited_for()
    {
        await using var api = await PodApi.StartAsync();
        var silent = new TaskCompletionSource();
        api.OnWatch = context =>
        {
            silent.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        var question = api.AskAsync();
        await silent.Task.WaitAsync(Stop);
        api.Clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(["shop/a", "shop/b"], await question);
    }

    [Fact]
    public async Task When_the_server_cannot_be_reached_the_last_picture_is_shown_with_its_age_and_nothing_else_is_tried()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        var seen = api.Clock.GetUtcNow();
        Assert.Null(api.Reader.AsOf);
        await api.StopServerAsync();
        api.Clock.Advance(TimeSpan.FromMinutes(4));

        var reader = api.Reader;
        var pods = await reader.ListAsync<Pod>(new("shop"), Stop);

        Assert.Equal(["a", "b"], pods.Value.Select(pod => pod.Metadata.Name));
        Assert.Equal(seen, reader.AsOf);
        Assert.IsType<ClusterFailure.Unreachable>((await reader.ReadLogAsync(new("shop", "a", null), Stop)).Failure);
        Assert.IsType<ClusterFailure.Unreachable>((await reader.GetAsync<Pod>("shop", "a", Stop)).Failure);
    }

    [Fact]
    public async Task Secrets_and_ConfigMaps_are_never_held()
    {
        Assert.False(ClusterWatch.Has<Secret>());
        Assert.False(ClusterWatch.Has<ConfigMap>());
        await using var api = await PodApi.StartAsync();

        await api.Reader.ListAsync<ConfigMap>(ListScope.All, Stop);
        await api.Reader.ListAsync<ConfigMap>(ListScope.All, Stop);

        Assert.Equal(2, api.Lists.Count);
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

    [Fact]
    public async Task Over_HTTP_1_nothing_is_served_from_the_watch()
    {
        await using var api = await PodApi.StartAsync(http2: false);

        await api.AskAsync();
        await api.NextWatchAsync();
        api.Send("ADDED", "shop/c", "11");

        Assert.Null(await api.Watch.ListAsync<Pod>(null, Stop));
        Assert.Equal(["shop/a", "shop/b"], await api.AskAsync());
    }

    [Fact]
    public async Task Questions_at_once_make_one_list_for_the_watch()
    {
        await using var api = await PodApi.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.Watch.ListAsync<Pod>(null, Stop)));
        await api.ServedAsync();

        Assert.Single(api.Lists);
    }

    [Fact]
    public async Task Questions_during_a_proof_share_the_next_one_which_begins_after_them()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        var (asked, answer) = (Channel.CreateUnbounded<bool>(), new SemaphoreSlim(0));
        api.OnProof = async context =>
        {
            asked.Writer.TryWrite(true);
            await answer.WaitAsync(context.RequestAborted);
            await StubApiServer.JsonAsync(context, """{"metadata":{ },"items":[]}""");
        };
        var first = api.Watch.ListAsync<Pod>(null, Stop);
        await asked.Reader.ReadAsync(Stop);
        List<Task<List<Pod>?>> during = [.. Enumerable.Range(0, 20).Select(_ => api.Watch.ListAsync<Pod>(null, Stop))];

        answer.Release();
        Assert.NotNull(await first);
        await asked.Reader.ReadAsync(Stop);
        Assert.All(during, question => Assert.False(question.IsCompleted));
        answer.Release();

        Assert.All(await Task.WhenAll(during), Assert.NotNull);
        Assert.False(asked.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_question_that_is_cancelled_stops_and_the_watch_goes_on()
    {
        await using var api = await PodApi.StartAsync();
        await api.ServedAsync();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        api.OnProof = async context =>
        {
            asked.TrySetResult();
            await answer.Task.WaitAsync(context.RequestAborted);
            await StubApiServer.JsonAsync(context, """{"metadata":{ },"items":[]}""");
        };
        using var person = new CancellationTokenSource();

        var question = api.Watch.ListAsync<Pod>(null, person.Token);
        await asked.Task.WaitAsync(Stop);
        await person.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
        answer.SetResult();
        var lists = api.Lists.Count;
        await api.ServedAsync();
        Assert.Equal(lists, api.Lists.Count);
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
