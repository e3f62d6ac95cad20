using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;
using ChatOpsBot.Core.Tests.Remediation;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class CardViewsTests
{
    private static readonly CardKey Walk = new("walk:1");

    [Fact]
    public async Task The_requester_sees_what_takes_the_request_back_and_an_approver_what_decides_on_it()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", "delete pod db-0 -n shop --force --reason node2 lost power");
        Assert.Equal(["requests 1", "cancel 1"], await bot.PressableAsync("ann"));
        Assert.Equal(["requests 1", "deny 1", "approve 1"], await bot.PressableAsync("lee"));
    }

    [Fact]
    public async Task A_reader_sees_no_decision_and_a_stranger_no_button_at_all()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", "delete pod db-0 -n shop --force --reason node2 lost power");
        Assert.Equal(["requests 1"], await bot.PressableAsync("bo"));
        Assert.Empty(await bot.PressableAsync("nobody"));
    }

    [Fact]
    public async Task Whoever_voted_sees_the_vote_no_more_and_nobody_sees_it_when_the_time_is_over()
    {
        var bot = new ActionBot(new() { Enabled = true, Quorum = new Dictionary<RiskTier, int> { [RiskTier.Critical] = 2 } });
        await bot.SayAsync("ann", "delete pod db-0 -n shop --force --reason node2 lost power");
        await bot.SayAsync("lee", "approve 1");
        Assert.Equal(["requests 1", "deny 1"], await bot.PressableAsync("lee"));
        Assert.Equal(["requests 1", "deny 1", "approve 1"], await bot.PressableAsync("kim"));
        bot.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(["requests 1"], await bot.PressableAsync("kim"));
    }

    [Fact]
    public async Task A_walks_buttons_are_for_whoever_may_read_in_the_viewers_language()
    {
        var bot = await WalkAsync(ConversationScope.None);
        var ada = await bot.ViewAsync(Walk, "test:ada", "zh-CN");
        Assert.Equal((Locale.Chinese, "walk 1 yes"), (ada!.Reader.Locale, ada.Reply.Parts.OfType<Buttons>().Single().Items.Single().Command));
        Assert.Empty((await bot.ViewAsync(Walk, "test:eve"))!.Reply.Parts.OfType<Buttons>());
    }

    [Fact]
    public async Task A_conversation_whose_commands_are_chosen_shows_no_other_buttons()
    {
        var bot = await WalkAsync(ConversationScope.None with { Commands = ["pods"], Language = Locale.Chinese });
        var view = await bot.ViewAsync(Walk, "test:ada", "en-US");
        Assert.Empty(view!.Reply.Parts.OfType<Buttons>());
        Assert.Equal(Locale.Chinese, view.Reader.Locale);
    }

    [Fact]
    public async Task There_is_no_view_of_a_card_that_is_not_there() => Assert.Null(await new Bot(new FakeCluster()).ViewAsync(Walk, "test:ada"));

    private static async Task<Bot> WalkAsync(ConversationScope scope)
    {
        var bot = new Bot(new FakeCluster()) { Scope = scope };
        await bot.Chats.PublishAsync(
            new Reply { Title = "Walk 1", Card = Walk, Parts = [new Buttons([new("Yes", "walk 1 yes"), new("Nonsense", "gibberish")])] }, [], TestContext.Current.CancellationToken);
        return bot;
    }
}
