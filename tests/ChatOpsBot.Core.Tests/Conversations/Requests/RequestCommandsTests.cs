using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Conversations;
using ChatOpsBot.Core.Tests.Remediation;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations.Requests;

public sealed class RequestCommandsTests
{
    private const string Force = "delete pod db-0 -n shop --force --reason node2 lost power";

    private static Buttons ButtonsOf(Reply reply) => reply.Parts.OfType<Buttons>().Last();

    [Fact]
    public async Task The_card_says_all_that_an_approver_needs_with_the_dangerous_button_last()
    {
        var bot = new ActionBot();
        var reply = await bot.SayAsync("ann", Force);
        Assert.Equal(new CardKey("request:1"), reply.Card);
        var words = Words.Of(reply, bot.English);
        Assert.StartsWith("Request 1: Force-delete pod db-0 in shop on demo\nRequest 1 has 0 of 1 approvals and waits until 12:15:00 (in 15m).", words, StringComparison.Ordinal);
        Assert.Contains("Risk: critical", words, StringComparison.Ordinal);
        Assert.Contains("Irreversible: this pod cannot be brought back; the StatefulSet db replaces it.", words, StringComparison.Ordinal);
        Assert.Contains("Asked by: Ann Lim, 12:00:00", words, StringComparison.Ordinal);
        Assert.Equal(["requests 1", "cancel 1", "deny 1", "approve 1"], ButtonsOf(reply).Items.Select(button => button.Command));
        Assert.Equal(ButtonWeight.Dangerous, ButtonsOf(reply).Items[^1].Weight);
        Assert.All(ButtonsOf(reply).Items.SkipLast(1), button => Assert.Equal(ButtonWeight.Normal, button.Weight));
    }

    [Fact]
    public async Task The_card_goes_to_the_approvers_own_chats_and_every_copy_shows_every_state()
    {
        var bot = new ActionBot();
        bot.Chats.Personal("cli:lee").Personal("cli:ann").Personal("cli:bo");
        await bot.SayAsync("ann", Force);
        Assert.Equal([new ConversationAddress("test", "personal cli:lee")], bot.Chats.Copies[new("request:1")]);
        await bot.SayAsync("lee", "approve 1");
        Assert.Contains("is approved by Lee Wong", bot.Card(), StringComparison.Ordinal);
        Assert.DoesNotContain("approve 1]", bot.Card(), StringComparison.Ordinal);
        await bot.RunAsync();
        var card = bot.Chats.Cards[new("request:1")];
        Assert.Equal(Tone.Good, card.Tone);
        Assert.Equal(["requests 1"], ButtonsOf(card).Items.Select(button => button.Command));
        var end = bot.Chats.Cards[new("request:1:end")];
        Assert.Contains("The API server removed shop/pod/db-0", bot.English.Read(end.Title), StringComparison.Ordinal);
        Assert.Equal([new ConversationAddress("test", "room")], bot.Chats.Copies[new("request:1:end")]);
    }

    [Fact]
    public async Task Two_changes_told_in_the_wrong_order_leave_the_newest_state_on_the_card()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        var raced = false;
        bot.Chats.Publishing = async _ =>
        {
            if (raced) return;
            raced = true;
            await bot.SayAsync("sam", "deny 1 not yet");
        };
        await bot.SayAsync("lee", "approve 1");
        Assert.Contains("was denied by Sam Park", bot.Card(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_a_crash_left_behind_is_caught_up_at_the_next_start()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        bot.Chats.Publishing = _ => throw new IOException("crash");
        Assert.Equal(Outcome.Answered, (await bot.SayAsync("lee", "deny 1")).Outcome);
        Assert.Contains("waits until", bot.Card(), StringComparison.Ordinal);
        bot.Chats.Publishing = _ => Task.CompletedTask;
        await bot.RunAsync();
        Assert.Contains("was denied by Lee Wong", bot.Card(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_could_not_be_published_is_published_later_by_the_same_process()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        await bot.RunAsync();
        bot.Chats.Publishing = _ => throw new IOException("the store is busy");
        await bot.SayAsync("lee", "deny 1");
        bot.Chats.Publishing = _ => Task.CompletedTask;
        await bot.RunAsync();
        Assert.Contains("waits until", bot.Card(), StringComparison.Ordinal);
        bot.Time.Advance(TimeSpan.FromSeconds(10));
        await bot.RunAsync();
        Assert.Contains("was denied by Lee Wong", bot.Card(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_person_double_click_late_click_each_get_their_sentence()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        Assert.StartsWith("You asked for request 1 yourself, so somebody else has to approve it.", await bot.ReadAsync("ann", "approve 1"), StringComparison.Ordinal);
        Assert.StartsWith("You may not decide on request 1: your role Approver is missing", await bot.ReadAsync("bo", "approve 1"), StringComparison.Ordinal);
        await bot.SayAsync("lee", "approve 1");
        Assert.StartsWith("You approved request 1 already, 12:00:00 (0s ago). One person counts once.", await bot.ReadAsync("lee", "approve 1"), StringComparison.Ordinal);
        bot.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.StartsWith("Too late: request 1 expired 12:15:00 (5m ago), and nothing was done.", await bot.ReadAsync("sam", "approve 1"), StringComparison.Ordinal);
        Assert.Empty(bot.Api.Deletions);
    }

    [Fact]
    public async Task A_stranger_gets_no_further_than_the_door()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        Assert.Equal(Outcome.Refused, (await bot.SayAsync("mallory", "approve 1")).Outcome);
        Assert.Empty((await bot.RequestAsync()).Votes);
        Assert.Equal(Outcome.Refused, (await bot.SayAsync("bo", "delete pod lonely -n shop")).Outcome);
        Assert.Single(bot.Store.History);
    }

    [Fact]
    public async Task Asking_again_shows_the_same_card_and_somebody_else_is_told_of_it()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        Assert.Equal(new CardKey("request:1"), (await bot.SayAsync("ann", Force)).Card);
        bot.People.Set("kim", Core.Identity.Role.Requester);
        bot.People.Change("kim", kim => kim with { ActsAs = bot.People["ann"].ActsAs });
        Assert.StartsWith("The same action is waiting already as request 1.", await bot.ReadAsync("kim", Force), StringComparison.Ordinal);
        Assert.Single(bot.Store.History);
    }

    [Fact]
    public async Task Actions_switched_off_name_the_setting()
    {
        var bot = new ActionBot(new ApprovalPolicy());
        Assert.Equal("Actions are switched off here: the setting Actions:Enabled is false. Nothing was done.", await bot.ReadAsync("ann", "delete pod lonely -n shop"));
    }

    [Fact]
    public async Task A_workload_of_several_pods_is_not_deleted_by_its_name()
    {
        var bot = new ActionBot();
        Assert.Equal(Outcome.Asked, (await bot.SayAsync("ann", "delete pod checkout -n shop")).Outcome);
        Assert.Empty(bot.Store.History);
    }

    [Theory]
    [InlineData("approve twelve", "twelve is not the number of a request.")]
    [InlineData("deny 99", "There is no request 99.")]
    [InlineData("requests 99", "There is no request 99.")]
    [InlineData("cancel -1", "-1 is not the number of a request.")]
    public async Task Numbers_that_are_none_are_named(string text, string sentence)
    {
        var bot = new ActionBot();
        Assert.StartsWith(sentence, await bot.ReadAsync("lee", text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_lists_what_is_open_and_shows_everything_about_one()
    {
        var bot = new ActionBot();
        Assert.StartsWith("No request is open.", await bot.ReadAsync("bo", "requests"), StringComparison.Ordinal);
        await bot.SayAsync("ann", Force);
        bot.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("1 | Pending | delete-pod | demo: shop/pod/db-0 | Critical | 0/1 | Ann Lim | 60s", await bot.ReadAsync("bo", "requests"), StringComparison.Ordinal);
        await bot.SayAsync("lee", "deny 1 wait for the vendor");
        Assert.StartsWith("No request is open.", await bot.ReadAsync("bo", "requests"), StringComparison.Ordinal);
        Assert.Contains("1 | Denied |", await bot.ReadAsync("bo", "requests --all"), StringComparison.Ordinal);
        var details = await bot.SayAsync("bo", "requests 1");
        Assert.Null(details.Card);
        var words = Words.Of(details, bot.English);
        Assert.Contains("UID: uid-db-0", words, StringComparison.Ordinal);
        Assert.Contains("node2: silent since 11:44:00 (17m ago); gone or only cut off, the cluster cannot tell", words, StringComparison.Ordinal);
        Assert.Contains("Lee Wong denied, 12:01:00 (0s ago): wait for the vendor", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ann", true)]
    [InlineData("lee", true)]
    [InlineData("bo", false)]
    public async Task Mine_are_those_that_one_asked_for_or_may_decide_on(string person, bool shown)
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        Assert.StartsWith(shown ? "1 " : "No open request is yours or waits for you.", await bot.ReadAsync(person, "requests --mine"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_shows_a_requests_record_and_verifies_it()
    {
        var bot = new ActionBot();
        Assert.Equal("The record is empty.", await bot.ReadAsync("bo", "audit"));
        await bot.SayAsync("ann", Force);
        await bot.SayAsync("lee", "approve 1");
        await bot.RunAsync();
        var words = await bot.ReadAsync("bo", "audit 1");
        Assert.StartsWith("4 entries of the record about request 1", words, StringComparison.Ordinal);
        Assert.Contains("3 | 2030-01-02 12:00:00 | action.claimed | system | ann | demo | request 1 |", words, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"node2 lost power\"", words, StringComparison.Ordinal);
        Assert.StartsWith("1 entries of the record about lee", await bot.ReadAsync("bo", "audit lee"), StringComparison.Ordinal);
        Assert.StartsWith("The newest 2 entries", await bot.ReadAsync("bo", "audit --tail 2"), StringComparison.Ordinal);
        Assert.StartsWith("The record is whole: 4 entries", await bot.ReadAsync("bo", "audit verify"), StringComparison.Ordinal);
        bot.Store.Audit.Entries[1] = bot.Store.Audit.Entries[1] with { Draft = bot.Store.Audit.Entries[1].Draft with { Who = "sam" } };
        var reply = await bot.SayAsync("bo", "audit verify");
        Assert.Equal((Outcome.Failed, "The record is broken: entry 2 was altered; its content does not give its hash."), (reply.Outcome, bot.English.Read(reply.Title)));
    }

    [Fact]
    public async Task Names_and_reasons_cannot_disguise_a_card()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", "delete pod db-0 -n shop --force");
        await bot.SayAsync("lee", "deny 1 \u202Eevil\nApproved by Sam");
        Assert.DoesNotContain('\u202E', bot.Card());
        Assert.DoesNotContain("\nApproved by Sam", bot.Card(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_read_in_chinese()
    {
        var bot = new ActionBot();
        var reply = await bot.SayAsync("ann", Force);
        var words = Words.Of(reply, new Reader(Locale.Chinese, TimeZoneInfo.Utc, bot.Time.GetUtcNow()));
        Assert.StartsWith("申请 1：强制删除 Pod db-0（命名空间 shop，集群 demo）", words, StringComparison.Ordinal);
        Assert.Contains("批准即表示您确认机器 node2 已关机", words, StringComparison.Ordinal);
    }
}
