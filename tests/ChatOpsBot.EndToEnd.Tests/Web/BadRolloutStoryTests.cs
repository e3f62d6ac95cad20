using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>A new version that crashes at its start, broken and healed by the person who plays on-call.</summary>
public sealed class BadRolloutStoryTests
{
    [Theory(Timeout = Limit.OfATest)]
    [MemberData(nameof(Look.OtherFour), MemberType = typeof(Look))]
    public async Task A_bad_rollout_is_found_and_explained_and_healed(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(locale, phone, dark), "rollout");
        await alice.SayAsync("demo break bad-rollout");
        await alice.SeesAsync("bad-rollout");
        await stage.Cluster.UntilPodAsync("shop", DemoApi.Waits("web-", "CrashLoopBackOff"));
        await alice.PhotographAsync("1-broken");
        await alice.IsSoundAsync();

        // What was broken stays broken: the story goes on where it was.
        await stage.CrashAsync((alice, "why web -n shop"));
        await stage.Cluster.UntilPodAsync("shop", DemoApi.Waits("web-", "CrashLoopBackOff"));
        await alice.Input.PressAsync("Enter");
        var why = await alice.SeesAsync("CURRENCY", "CHB521");
        await Expect(why.Locator("h3")).ToBeInViewportAsync();
        await alice.PhotographAsync("2-why");
        await alice.IsSoundAsync();

        await alice.SayAsync("demo heal bad-rollout");
        await alice.SeesAsync("✓", "bad-rollout");
        await stage.Cluster.UntilGoneAsync("shop", DemoApi.Waits("web-", "CrashLoopBackOff"));
        await alice.SayAsync("why web -n shop");
        await alice.SeesAsync("✓", "deployment/web");
        await alice.PhotographAsync("3-healed");
        await alice.IsSoundAsync();
    }
}
