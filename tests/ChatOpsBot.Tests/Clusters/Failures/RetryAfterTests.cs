using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using Microsoft.AspNetCore.Http;

namespace ChatOpsBot.Tests.Clusters.Failures;

public sealed class RetryAfterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429, "3", 3)]
    [InlineData(503, "3", 3)]
    [InlineData(429, "0", 1)]
    [InlineData(429, "Wed, 02 Jan 2030 12:00:04 GMT", 4)]
    public async Task A_read_that_is_put_off_is_made_again_when_the_server_said(int status, string after, int seconds)
    {
        var clock = Clock();
        await using var server = await BusyAsync(1, status, after);
        using var cluster = new TestCluster(server.Address, clock);

        var asked = cluster.AskAsync();
        await clock.WaitsAsync(TimeSpan.FromSeconds(seconds));
        Assert.Single(server.Requests);
        clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Null(await asked);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Who_is_put_off_until_the_deadline_is_told_that_the_server_is_overloaded()
    {
        var clock = Clock();
        await using var server = await BusyAsync(int.MaxValue, 429, "4");
        using var cluster = new TestCluster(server.Address, clock);

        var asked = cluster.AskAsync();
        for (var i = 0; i < 2; i++)
        {
            await clock.WaitsAsync(TimeSpan.FromSeconds(4));
            clock.Advance(TimeSpan.FromSeconds(4));
        }

        Assert.Equal(new ClusterFailure.Overloaded("GET /version", "too many requests"), await asked);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("60")]
    [InlineData(null)]
    public async Task Nobody_waits_past_the_deadline_or_for_a_server_that_does_not_say_how_long(string? after)
    {
        await using var server = await BusyAsync(int.MaxValue, 429, after);
        using var cluster = new TestCluster(server.Address);

        Assert.IsType<ClusterFailure.Overloaded>((await cluster.Reader.ListAsync<Pod>(ListScope.All, Stop)).Failure);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_write_is_never_made_again(int status)
    {
        await using var server = await BusyAsync(int.MaxValue, status, "1");
        using var cluster = new TestCluster(server.Address);

        var failure = (await cluster.Writer.DeleteAsync(
            new(ResourceKinds.Pod, "shop", "web"), new DeleteOrder(new("uid"), null, DryRun: false), new("alice", []), Stop)).Failure;

        Assert.Equal(status == 429, failure is ClusterFailure.Overloaded);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Whoever_stops_asking_stops_waiting()
    {
        var clock = Clock();
        await using var server = await BusyAsync(int.MaxValue, 429, "3");
        using var cluster = new TestCluster(server.Address, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var asked = cluster.Reader.GetVersionAsync(stop.Token);
        await clock.WaitsAsync(TimeSpan.FromSeconds(3));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    /// <summary>Turns away the first so many calls.</summary>
    private static Task<StubApiServer> BusyAsync(int calls, int status, string? after) => StubApiServer.StartAsync(context =>
    {
        if (calls-- <= 0) return StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}""");
        if (after is not null) context.Response.Headers.RetryAfter = after;
        return StubApiServer.StatusAsync(context, status, "TooManyRequests", "too many requests");
    });

    private static WatchedClock Clock() => new(new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero));
}
