using ChatOpsBot.Core.Diagnosis.Walks;

namespace ChatOpsBot.Tests.Storage;

public sealed class WalkStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_walk_comes_back_as_it_was_after_a_restart()
    {
        await using var test = new TestStore();
        var added = await test.Get<IWalkStore>().AddAsync(Walk("teams a"), Token);
        await using var again = test.Again();
        Assert.Equivalent(added, await again.Get<IWalkStore>().FindAsync(added.Id, Token), strict: true);
    }

    [Fact]
    public async Task Whoever_saw_an_older_version_changes_nothing()
    {
        await using var test = new TestStore();
        var walks = test.Get<IWalkStore>();
        var added = await walks.AddAsync(Walk("teams a"), Token);
        Assert.True(await walks.TryReplaceAsync(added with { Version = 2, Step = "P2" }, Token));
        Assert.False(await walks.TryReplaceAsync(added with { Version = 2, Step = "P3" }, Token));
        Assert.Equal("P2", (await walks.FindAsync(added.Id, Token))!.Step);
    }

    [Fact]
    public async Task Open_walks_of_a_conversation_come_newest_first()
    {
        await using var test = new TestStore();
        var walks = test.Get<IWalkStore>();
        foreach (var origin in new[] { "teams a", "teams a", "teams b", "teams a" }) await walks.AddAsync(Walk(origin), Token);
        await walks.TryReplaceAsync((await walks.FindAsync(new(2), Token))! with { Version = 2, Ended = true }, Token);
        Assert.Equal([4, 1], (await walks.OpenAsync("teams a", Token)).Select(walk => walk.Id.Value));
        Assert.Equal([4, 3, 1], (await walks.OpenAsync(null, Token)).Select(walk => walk.Id.Value));
    }

    private static Walk Walk(string origin) => new(
        new(0), 1, new("demo"), "shop", "pods", "checkout", "uid", "P1",
        [new("P0", "yes", null, false, """["evidence"]""", TestStore.Start)], "alice", origin, TestStore.Start, false);
}
