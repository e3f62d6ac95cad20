using ChatOpsBot.Core.Tests.Remediation;

namespace ChatOpsBot.Core.Tests.Conversations.Requests;

public sealed class WaitingRequestsTests
{
    [Fact]
    public async Task A_request_waits_for_those_who_may_decide_and_for_nobody_else()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", "delete pod db-0 -n shop --force");
        var waiting = Assert.Single(await bot.WaitingAsync("lee"));
        Assert.Contains("db-0", waiting);
        Assert.Contains("Ann Lim", waiting);
        Assert.Contains("requests 1", waiting);
        // Deciding takes the whole card.
        Assert.DoesNotContain("approve 1", waiting);
        Assert.Empty(await bot.WaitingAsync("ann"));
        Assert.Empty(await bot.WaitingAsync("bo"));
        Assert.Empty(await bot.WaitingAsync("nobody"));
    }

    [Fact]
    public async Task What_is_decided_or_too_late_waits_no_longer()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", "delete pod db-0 -n shop --force");
        await bot.SayAsync("kim", "deny 1 no");
        Assert.Empty(await bot.WaitingAsync("lee"));
        await bot.SayAsync("ann", "delete pod lonely -n shop");
        Assert.Single(await bot.WaitingAsync("lee"));
        bot.Time.Advance(bot.Policy.Expiry);
        Assert.Empty(await bot.WaitingAsync("lee"));
    }
}
