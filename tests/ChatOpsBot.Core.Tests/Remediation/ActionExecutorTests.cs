using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Audit;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Clusters;

namespace ChatOpsBot.Core.Tests.Remediation;

public sealed class ActionExecutorTests
{
    private const string Force = "delete pod db-0 -n shop --force --reason node2 lost power";

    internal static async Task<ActionBot> ApprovedAsync(string ask = Force)
    {
        var bot = new ActionBot();
        Assert.Equal(Outcome.Answered, (await bot.SayAsync("ann", ask)).Outcome);
        Assert.Equal(Outcome.Answered, (await bot.SayAsync("lee", "approve 1 saw it")).Outcome);
        return bot;
    }

    [Fact]
    public async Task An_approved_force_delete_is_made_once_as_the_requester_with_the_uid_and_is_on_record_before()
    {
        var bot = await ApprovedAsync();
        var recorded = 0;
        bot.Api.Before = order =>
        {
            if (!order.DryRun) recorded = bot.Kinds.Count(kind => kind == "action.claimed");
            return null;
        };
        var changed = await bot.RunAsync();
        await bot.RunAsync();
        Assert.Equal([RequestState.Succeeded], changed.Select(request => request.State));
        var deletion = Assert.Single(bot.Api.Deletions);
        Assert.Equal((new DeleteOrder(new("uid-db-0"), 0, false), "ann"), (deletion.Order, deletion.As.User));
        Assert.All(bot.Api.DryRuns, dryRun => Assert.Equal(("ann", 0), (dryRun.As.User, dryRun.Order.GraceSeconds)));
        Assert.Equal(1, recorded);
        Assert.Equal(["request.created", "request.approved", "action.claimed", "action.succeeded"], bot.Kinds);
        Assert.Null(AuditChain.Verify(bot.Store.Audit.Entries).Fault);
        Assert.Contains("The API server removed shop/pod/db-0 (UID uid-db-0).", bot.Card(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_approval_nothing_is_made()
    {
        var bot = new ActionBot();
        await bot.SayAsync("ann", Force);
        await bot.SayAsync("ann", "approve 1");
        await bot.SayAsync("bo", "approve 1");
        Assert.Empty(await bot.RunAsync());
        bot.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal([RequestState.Expired], (await bot.RunAsync()).Select(request => request.State));
        await bot.SayAsync("lee", "approve 1");
        await bot.RunAsync();
        Assert.Empty(bot.Api.Deletions);
    }

    [Fact]
    public async Task A_pod_that_was_replaced_after_the_approval_is_left_alone()
    {
        var bot = await ApprovedAsync();
        bot.Cluster.Remove<Pod>("shop", "db-0").Add("""
            kind: Pod
            metadata: {name: db-0, namespace: shop, uid: uid-new, deletionTimestamp: "2030-01-02T11:50:00Z", deletionGracePeriodSeconds: 30, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: uid-db, controller: true}]}
            spec: {nodeName: node2, containers: [{name: db}]}
            """);
        await bot.RunAsync();
        Assert.Equal(
            (RequestState.Stale, "shop/pod/db-0 is another pod now. The approval was for UID uid-db-0; the pod there has UID uid-new."), await bot.StandingAsync());
        Assert.Empty(bot.Api.Deletions);
        Assert.Contains("was dropped", bot.Card(), StringComparison.Ordinal);
        Assert.Contains("shop/pod/db-0 is another pod now.", await bot.ReadAsync("sam", "approve 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_that_is_gone_is_left_alone()
    {
        var bot = await ApprovedAsync();
        bot.Cluster.Remove<Pod>("shop", "db-0");
        await bot.RunAsync();
        Assert.Equal((RequestState.Stale, "shop/pod/db-0 with the UID uid-db-0 is gone already."), await bot.StandingAsync());
    }

    [Fact]
    public async Task A_node_that_came_back_makes_the_approval_stale()
    {
        var bot = await ApprovedAsync();
        bot.Cluster.Add("""
            kind: Node
            metadata: {name: node2}
            status: {conditions: [{type: Ready, status: "True", lastTransitionTime: "2030-01-02T12:00:00Z"}]}
            """);
        await bot.RunAsync();
        Assert.Equal(
            (RequestState.Stale, "what the approval rested on has changed: the node was \"node2 silent\" and is now \"node2 ready\"."), await bot.StandingAsync());
        Assert.Empty(bot.Api.Deletions);
    }

    [Fact]
    public async Task A_risk_that_rose_makes_the_approval_stale()
    {
        var bot = await ApprovedAsync("delete pod checkout-abc-1 -n shop");
        bot.Cluster.Remove<Pod>("shop", "checkout-abc-2");
        await bot.RunAsync();
        Assert.Equal((RequestState.Stale, "the risk was low when it was approved and is now high."), await bot.StandingAsync());
    }

    [Fact]
    public async Task Rights_that_the_cluster_took_from_the_requester_stop_it()
    {
        var bot = await ApprovedAsync();
        bot.Api.MayDelete = [];
        await bot.RunAsync();
        var (state, why) = await bot.StandingAsync();
        Assert.Equal(RequestState.Stale, state);
        Assert.StartsWith("The cluster does not let ann delete pods in shop.", why, StringComparison.Ordinal);
        Assert.Equal(2, bot.Api.Questions.Count);
        Assert.Empty(bot.Api.Deletions);
    }

    [Fact]
    public async Task Another_cluster_user_for_the_requester_stops_it()
    {
        var bot = await ApprovedAsync();
        bot.People.Change("ann", ann => ann with { ActsAs = new ActAs("admin", []) });
        await bot.RunAsync();
        Assert.Equal(RequestState.Stale, (await bot.RequestAsync()).State);
        Assert.Empty(bot.Api.Deletions);
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("lee")]
    public async Task Roles_that_configuration_took_away_stop_it(string who)
    {
        var bot = await ApprovedAsync();
        bot.People.Set(who, Role.Reader);
        await bot.RunAsync();
        Assert.Equal(RequestState.Stale, (await bot.RequestAsync()).State);
        Assert.Empty(bot.Api.Deletions);
    }

    [Fact]
    public async Task A_requester_who_left_stops_it()
    {
        var bot = await ApprovedAsync();
        bot.People.Remove("ann");
        await bot.RunAsync();
        Assert.Equal((RequestState.Stale, "ann, who asked for it, may no longer ask for actions."), await bot.StandingAsync());
    }

    [Fact]
    public async Task Another_policy_makes_the_approval_stale_and_actions_switched_off_wait()
    {
        var bot = await ApprovedAsync();
        Assert.Empty(await bot.RunAsync(new ApprovalPolicy()));
        Assert.Equal(RequestState.Approved, (await bot.RequestAsync()).State);
        await bot.RunAsync(bot.Policy with { Quorum = new Dictionary<RiskTier, int> { [RiskTier.Critical] = 2 } });
        Assert.Equal(RequestState.Stale, (await bot.RequestAsync()).State);
        Assert.Empty(bot.Api.Deletions);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_holds_the_request_until_it_does_or_time_is_over()
    {
        var bot = await ApprovedAsync();
        var down = true;
        bot.Cluster.Fail(call => down ? new ClusterFailure.Unreachable("https://demo", "refused") : null);
        Assert.Empty(await bot.RunAsync());
        Assert.Equal(RequestState.Approved, (await bot.RequestAsync()).State);
        down = false;
        Assert.Equal([RequestState.Succeeded], (await bot.RunAsync()).Select(request => request.State));
    }

    [Fact]
    public async Task Requests_for_clusters_of_another_process_are_left_to_it()
    {
        var bot = await ApprovedAsync();
        bot.Names = [new("other")];
        Assert.Empty(await bot.RunAsync());
        Assert.Equal(RequestState.Approved, (await bot.RequestAsync()).State);
    }

    public static TheoryData<ClusterFailure, RequestState, string> Refusals => new()
    {
        { new ClusterFailure.Forbidden("delete", ResourceKinds.Pod, "shop", "db-0", null, "no"), RequestState.Failed, "The API server does not let ann do this: no" },
        { new ClusterFailure.Rejected(422, "Invalid", "bad"), RequestState.Failed, "The API server refused (422): bad" },
        { new ClusterFailure.Overloaded("DELETE", "slow down"), RequestState.Failed, "The API server refused (429): slow down" },
        { new ClusterFailure.NotFound(ResourceKinds.Pod, "shop", "db-0"), RequestState.Stale, "Nothing was done: shop/pod/db-0 was gone already." },
        {
            new ClusterFailure.Conflict("UID differs"), RequestState.Stale,
            "Nothing was done: shop/pod/db-0 is no longer the pod with the UID uid-db-0 that was approved. The API server says: UID differs"
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_the_server_refused_for_certain_has_ended(ClusterFailure failure, RequestState state, string sentence)
    {
        var bot = await ApprovedAsync();
        bot.Api.Before = order => order.DryRun ? null : failure;
        await bot.RunAsync();
        Assert.Equal((state, sentence), await bot.StandingAsync());
        Assert.NotNull((await bot.Cluster.GetAsync<Pod>("shop", "db-0", TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public async Task A_claim_that_cannot_be_recorded_makes_no_call()
    {
        var bot = await ApprovedAsync();
        bot.Store.Audit.Fault = new IOException("audit down");
        Assert.Empty(await bot.RunAsync());
        Assert.Empty(bot.Api.Deletions);
        Assert.Equal(RequestState.Approved, (await bot.RequestAsync()).State);
    }

    [Fact]
    public async Task Several_processes_execute_once()
    {
        var bot = await ApprovedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bot.RunAsync(bot.Policy), TestContext.Current.CancellationToken)));
        Assert.Single(bot.Api.Deletions);
        Assert.Equal(RequestState.Succeeded, (await bot.RequestAsync()).State);
    }
}
