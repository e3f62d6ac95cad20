namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>The program in Microsoft's Teams client, on the demo cluster, with two people.</summary>
public sealed class PlaygroundTests
{
    private static readonly TeamsPerson Alice = new("Alice Oncall", "a11ce000-0000-4000-8000-000000000001");
    private static readonly TeamsPerson Bob = new("Bob Approver", "b0b00000-0000-4000-8000-000000000002");

    [Fact]
    public async Task Two_people_ask_walk_and_get_a_pod_deleted_together()
    {
        Assert.SkipUnless(Playground.Modules is not null, "The Playground is not installed: npm ci in tests/ChatOpsBot.EndToEnd.Tests/playground.");
        Assert.SkipUnless(Chromium.Program is not null, "There is no Chromium.");
        await using var bot = await BotProcess.StartAsync(
            new { People = new { alice = new { Accounts = new[] { Alice.Account } }, bob = new { Accounts = new[] { Bob.Account } } } }, "--demo");
        await using var alices = await Playground.StartAsync(Alice, bot.Messages);
        await using var bobs = await Playground.StartAsync(Bob, bot.Messages);
        await using var browser = await Chromium.StartAsync();
        var alice = await browser.OpenAsync(alices);
        var bob = await browser.OpenAsync(bobs);

        await alice.FindAsync("Ask about your Kubernetes pods");
        await alice.PhotographAsync("1-welcome");
        await alice.SayAsync("whoami");
        await alice.PhotographAsync("2-whoami");
        await alice.SayAsync("pods -n shop --bad");
        await alice.PhotographAsync("3-pods");
        await alice.SayAsync("why -n shop");
        await alice.PhotographAsync("4-why");
        await bob.SayAsync("whoami");
        await bob.PhotographAsync("5-bob");
    }
}
