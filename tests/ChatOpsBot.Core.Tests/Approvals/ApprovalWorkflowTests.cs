using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Tests.Approvals;

public sealed class ApprovalWorkflowTests
{
    [Fact]
    public async Task A_request_that_a_second_person_approved_is_claimed_once_and_ends()
    {
        var bench = new Bench();
        var asked = await bench.Asked();
        Assert.Equal((RequestState.Pending, 1, Bench.Noon.AddMinutes(15)), (asked.State, asked.Quorum, asked.ExpiresAt));
        Assert.Equal(RequestState.Approved, Bench.Done(await bench.Approve("lee")).State);
        Assert.Equal(RequestState.Claimed, Bench.Done(await bench.Claim()).State);
        Bench.Refused<Refusal.AlreadyDecided>(await bench.Claim());
        Assert.Equal(RequestState.Succeeded, Bench.Done(await bench.Finish(RequestTrigger.Succeed)).State);
        Bench.Refused<Refusal.AlreadyDecided>(await bench.Finish(RequestTrigger.Fail));
        Assert.Equal(
            ["request.created", "request.approved", "action.claimed", "action.succeeded"], bench.Store.Audit.Entries.Select(entry => entry.Draft.Kind));
        Assert.Null(AuditChain.Verify(bench.Store.Audit.Entries).Fault);
    }

    [Fact]
    public async Task The_record_says_who_as_whom_what_on_which_uid_what_was_seen_and_how_it_ended()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        await bench.Claim();
        await bench.Finish(RequestTrigger.Succeed);
        var entries = bench.Store.Audit.Entries.Select(entry => entry.Draft).ToList();
        Assert.All(entries, draft => Assert.Equal(("demo", "uid-1", "request 1"), (draft.Cluster, draft.Uid, draft.Subject)));
        Assert.Equal(("ann", "cli:ann", null, "Deletes pod db-0.", "stuck"),
            (entries[0].Who, entries[0].Account, entries[0].ActedAs, entries[0].Detail["saw"], entries[0].Detail["reason"]));
        Assert.Equal(("lee", "cli:lee", Bench.Digest, "1 of 1"), (entries[1].Who, entries[1].Account, entries[1].Detail["digest"], entries[1].Detail["approvals"]));
        Assert.Equal(("system", "ann", "lee"), (entries[2].Who, entries[2].ActedAs, entries[2].Detail["approved-by"]));
        Assert.Equal(("ann", "The pod is gone."), (entries[3].ActedAs, entries[3].Detail["outcome"]));
    }

    [Fact]
    public async Task The_requester_cannot_approve_and_is_told_who_can()
    {
        var bench = new Bench();
        await bench.Asked();
        var result = await bench.Approve("ann");
        Bench.Refused<Refusal.RequesterCannotApprove>(result);
        Assert.Equal("You asked for request 1 yourself, so somebody else has to approve it. These people can: Lee Wong, Sam Park, Kim Roy.", bench.Sentence(result));
        Assert.Equal(RequestState.Pending, (await bench.Now()).State);
    }

    [Fact]
    public async Task Another_account_of_the_requester_is_still_the_requester()
    {
        var bench = new Bench();
        await bench.Asked();
        var linked = bench.People.Find(new AccountId("teams:t/ann"))!;
        Bench.Refused<Refusal.RequesterCannotApprove>(
            await bench.Workflow.ApproveAsync(new(1), linked, new("teams:t/ann"), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Somebody_without_the_role_can_neither_approve_nor_deny_and_is_told_so()
    {
        var bench = new Bench();
        await bench.Asked();
        var result = await bench.Approve("bo");
        Bench.Refused<Refusal.NotApprover>(result);
        Assert.Equal(
            "You may not decide on request 1: your role Approver is missing in the configuration. These people can: Lee Wong, Sam Park, Kim Roy.",
            bench.Sentence(result));
        Bench.Refused<Refusal.NotApprover>(await bench.Deny("bo"));
        Assert.Empty((await bench.Now()).Votes);
    }

    [Fact]
    public async Task A_double_click_counts_once_and_says_so()
    {
        var bench = new Bench(quorum: 2);
        await bench.Asked();
        await bench.Approve("lee");
        bench.Time.Advance(TimeSpan.FromSeconds(3));
        var again = await bench.Approve("lee");
        Bench.Refused<Refusal.AlreadyVoted>(again);
        Assert.Equal(
            "You approved request 1 already, 12:00:00 (3s ago). One person counts once. Request 1 has 1 of 2 approvals and waits until 12:15:00 (in 14m).",
            bench.Sentence(again));
        Assert.Equal(RequestState.Pending, (await bench.Now()).State);
        Assert.Equal(RequestState.Approved, Bench.Done(await bench.Approve("sam")).State);
    }

    [Fact]
    public async Task A_late_click_does_nothing_and_says_so()
    {
        var bench = new Bench();
        await bench.Asked();
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        var late = await bench.Approve("lee");
        Bench.Refused<Refusal.TooLate>(late);
        Assert.Equal(
            "Too late: request 1 expired 12:15:00 (0s ago), and nothing was done. Ask for the action again to get a fresh preview.", bench.Sentence(late));
        Assert.Equal(RequestState.Expired, (await bench.Now()).State);
        Bench.Refused<Refusal.TooLate>(await bench.Approve("lee"));
        Assert.Equal(["request.created", "request.expired"], bench.Store.Audit.Entries.Select(entry => entry.Draft.Kind));
    }

    [Fact]
    public async Task A_click_after_a_denial_names_who_denied_and_when_and_why()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Deny("lee", "wait for the vendor");
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        var result = await bench.Approve("sam");
        Bench.Refused<Refusal.AlreadyDecided>(result);
        Assert.Equal("Nothing was done now. Request 1 was denied by Lee Wong, 12:00:00 (5s ago): wait for the vendor", bench.Sentence(result));
    }

    [Fact]
    public async Task Only_the_requester_cancels()
    {
        var bench = new Bench();
        await bench.Asked();
        var result = await bench.Cancel("lee");
        Bench.Refused<Refusal.NotYours>(result);
        Assert.Equal("Only Ann Lim, who asked for request 1, can cancel it. An approver stops it with: deny 1", bench.Sentence(result));
        Assert.Equal(RequestState.Cancelled, Bench.Done(await bench.Cancel("ann")).State);
    }

    [Fact]
    public async Task An_approver_who_thinks_again_can_still_deny_before_the_claim()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        Assert.Equal(RequestState.Denied, Bench.Done(await bench.Deny("lee")).State);
        Bench.Refused<Refusal.AlreadyDecided>(await bench.Claim());
    }

    [Fact]
    public async Task A_requester_who_denies_cancels()
    {
        var bench = new Bench();
        await bench.Asked();
        Assert.Equal(RequestState.Cancelled, Bench.Done(await bench.Deny("ann")).State);
    }

    [Fact]
    public async Task A_quorum_that_nobody_can_reach_is_refused_when_asked()
    {
        var bench = new Bench(new ApprovalPolicy { Enabled = true, Quorum = new Dictionary<RiskTier, int> { [RiskTier.Critical] = 4 } });
        var result = await bench.Ask(tier: RiskTier.Critical);
        Assert.Equal(new(4, 3, RiskTier.Critical), Bench.Refused<Refusal.QuorumUnreachable>(result));
        Assert.Equal(
            "Nobody could ever approve this. Its risk is critical, which takes 4 approvals by people other than you; the configuration has 3. "
            + "The setting is Actions:Quorum:Critical.", bench.Sentence(result));
        Assert.Empty(bench.Store.History);
    }

    [Fact]
    public async Task The_same_request_twice_is_one_request()
    {
        var bench = new Bench();
        await bench.Asked();
        var again = await bench.Ask("kim");
        Assert.Equal(new RequestId(1), Bench.Refused<Refusal.AlreadyAsked>(again).Id);
        bench.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(new RequestId(2), Bench.Done(await bench.Ask("kim")).Id);
    }

    [Fact]
    public async Task Somebody_who_may_not_ask_cannot_ask()
    {
        var bench = new Bench();
        Bench.Refused<Refusal.NotRequester>(await bench.Ask("lee"));
        Bench.Refused<Refusal.NoSuchRequest>(await bench.Approve("lee", id: 7));
    }

    [Fact]
    public async Task Time_ends_what_waits_and_nothing_else()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        await bench.Claim();
        await bench.Ask(digest: "other");
        bench.Time.Advance(TimeSpan.FromHours(1));
        var expired = await bench.Workflow.ExpireDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new RequestId(2)], expired.Select(request => request.Id));
        Assert.Equal(RequestState.Claimed, (await bench.Now()).State);
        Assert.Empty(await bench.Workflow.ExpireDueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_or_audit_that_fails_moves_nothing_and_executes_nothing()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        bench.Store.WriteFault = _ => new IOException("disk full");
        await Assert.ThrowsAsync<IOException>(() => bench.Claim());
        bench.Store.WriteFault = _ => null;
        bench.Store.Audit.Fault = new IOException("audit down");
        await Assert.ThrowsAsync<IOException>(() => bench.Claim());
        Assert.Equal(RequestState.Approved, (await bench.Now()).State);
        Assert.Equal(2, bench.Store.Audit.Entries.Count);
    }

    [Fact]
    public async Task Every_state_is_told_and_a_listener_that_fails_stops_nothing()
    {
        var bench = new Bench { ObserverFault = new IOException("no chat") };
        await bench.Asked();
        await bench.Approve("lee");
        await bench.Claim();
        await bench.Finish(RequestTrigger.LoseTrack);
        await bench.Finish(RequestTrigger.Fail);
        Assert.Equal(bench.Store.History, bench.Heard);
        Assert.Equal(
            [RequestState.Pending, RequestState.Approved, RequestState.Claimed, RequestState.Indeterminate, RequestState.Failed],
            bench.Heard.Select(request => request.State));
    }
}
