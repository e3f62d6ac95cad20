using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Tests.Approvals;

/// <summary>What is looked at once more between the approval and the execution.</summary>
public sealed class ClaimTests
{
    [Fact]
    public async Task A_request_for_a_changed_subject_is_dropped_at_claim()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        var result = await bench.Claim("d2");
        Bench.Refused<Refusal.Stale>(result);
        Assert.Equal(
            "Request 1 was not carried out: what was approved and what is there now differ, so the approvals no longer hold.", bench.Sentence(result));
        Assert.Equal(RequestState.Stale, (await bench.Now()).State);
    }

    [Fact]
    public async Task Votes_for_another_digest_do_not_count()
    {
        var bench = new Bench();
        var asked = await bench.Asked();
        var swapped = asked with { Digest = "d2", Version = 2, Votes = [new(new("lee"), new("cli:lee"), true, null, Bench.Digest, Bench.Noon)] };
        Assert.True(await bench.Store.TryReplaceAsync(swapped, new("test", "test", null, null, null, null, null, new Dictionary<string, string>()), default));
        Assert.Equal(RequestState.Approved, Bench.Done(await bench.Approve("sam")).State);
        Assert.Equal(["sam"], (await bench.Now()).Approvals.Select(vote => vote.Person.Value));
    }

    [Theory]
    [InlineData("ann", "Ann Lim, who asked for it, may no longer ask for actions.")]
    [InlineData("lee", "the approval of Lee Wong no longer counts: the role or the account was taken away in the configuration.")]
    public async Task A_role_lost_after_the_vote_stops_the_claim(string who, string why)
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        bench.People.Set(who, Role.Reader);
        var result = await bench.Claim();
        Bench.Refused<Refusal.Stale>(result);
        Assert.EndsWith(why, bench.Sentence(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approver_who_left_or_whose_account_is_now_shared_no_longer_counts()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        bench.People.Change("bo", bo => bo with { Accounts = [new("cli:lee")] });
        Bench.Refused<Refusal.Stale>(await bench.Claim());

        bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        bench.People.Remove("lee");
        var result = await bench.Claim();
        Assert.Contains("the approval of lee no longer counts", bench.Sentence(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_takes_more_approvals_now_stops_the_claim()
    {
        var bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        var tightened = bench.With(new ApprovalPolicy { Enabled = true, Quorum = new Dictionary<RiskTier, int> { [RiskTier.High] = 2 } });
        Bench.Refused<Refusal.Stale>(await tightened.ClaimAsync(new(1), Bench.Digest, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Actions_switched_off_allow_neither_a_request_nor_a_claim()
    {
        var bench = new Bench(new ApprovalPolicy());
        var result = await bench.Ask();
        Assert.Equal("Actions are switched off here: the setting Actions:Enabled is false. Nothing was done.", bench.Sentence(result));
        Assert.Empty(bench.Store.History);

        bench = new Bench();
        await bench.Asked();
        await bench.Approve("lee");
        Bench.Refused<Refusal.ActionsOff>(await bench.With(new ApprovalPolicy()).ClaimAsync(new(1), Bench.Digest, TestContext.Current.CancellationToken));
        Assert.Equal(RequestState.Approved, (await bench.Now()).State);
    }
}
