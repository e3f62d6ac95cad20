using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Tests.Remediation;

/// <summary>Calls whose result is not known are settled by looking.</summary>
public sealed class SettlementTests
{
    public static TheoryData<ClusterFailure> Silences => new()
    {
        new ClusterFailure.TimedOut("DELETE /api/v1/namespaces/shop/pods/db-0", TimeSpan.FromSeconds(10)),
        new ClusterFailure.Unreachable("https://demo", "connection reset"),
        new ClusterFailure.ServerFault(500, "DELETE", "etcd"),
    };

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task A_call_without_an_answer_is_settled_by_looking_and_not_by_trying_again(ClusterFailure failure)
    {
        var bot = await ActionExecutorTests.ApprovedAsync();
        bot.Api.After = order => order.DryRun ? null : failure;
        await bot.RunAsync();
        Assert.Equal((RequestState.Succeeded, "Looked afterwards: shop/pod/db-0 (UID uid-db-0) is gone."), await bot.StandingAsync());

        bot = await ActionExecutorTests.ApprovedAsync();
        bot.Api.Before = order => order.DryRun ? null : failure;
        await bot.RunAsync();
        Assert.Equal(
            (RequestState.Failed, "Looked afterwards: shop/pod/db-0 with the UID uid-db-0 is still there, so the call had no effect. "
            + "Nothing is tried again by itself; ask anew."), await bot.StandingAsync());
        Assert.Single(bot.Api.Deletions);
        Assert.Equal(["request.created", "request.approved", "action.claimed", "action.indeterminate", "action.failed"], bot.Kinds);
    }

    [Fact]
    public async Task A_crash_between_the_call_and_its_record_is_settled_by_the_next_start()
    {
        var bot = await ActionExecutorTests.ApprovedAsync();
        bot.Store.WriteFault = next => next.State is RequestState.Claimed ? null : new IOException("crash");
        await bot.RunAsync();
        Assert.Equal(RequestState.Claimed, (await bot.RequestAsync()).State);
        Assert.Single(bot.Api.Deletions);

        bot.Store.WriteFault = _ => null;
        Assert.Empty(await bot.RunAsync());
        bot.Time.Advance(bot.Policy.ClaimLease);
        await bot.RunAsync();
        Assert.Equal((RequestState.Succeeded, "Looked afterwards: shop/pod/db-0 (UID uid-db-0) is gone."), await bot.StandingAsync());
        Assert.Single(bot.Api.Deletions);
        Assert.Equal(["request.created", "request.approved", "action.claimed", "action.indeterminate", "action.succeeded"], bot.Kinds);
    }

    [Fact]
    public async Task A_crash_before_the_call_is_settled_as_not_done()
    {
        var bot = await ActionExecutorTests.ApprovedAsync();
        bot.Api.Before = order => order.DryRun ? null : throw new InvalidOperationException("fault");
        bot.Cluster.Fail(call => bot.Api.Deletions.Count > 0 ? new ClusterFailure.Unreachable("https://demo", "refused") : null);
        await bot.RunAsync();
        Assert.Equal(RequestState.Indeterminate, (await bot.RequestAsync()).State);
        Assert.Contains("The result of request 1 is not known", bot.Card(), StringComparison.Ordinal);
        bot.Api.Deletions.Clear();
        await bot.RunAsync();
        Assert.Equal(RequestState.Failed, (await bot.RequestAsync()).State);
        Assert.Empty(bot.Api.Deletions);
    }

    [Fact]
    public async Task A_successor_of_the_same_name_proves_that_the_pod_is_gone()
    {
        var bot = await ActionExecutorTests.ApprovedAsync();
        bot.Api.After = order =>
        {
            if (order.DryRun) return null;
            bot.Cluster.Add("kind: Pod\nmetadata: {name: db-0, namespace: shop, uid: uid-next}\nspec: {nodeName: node1}\n");
            return new ClusterFailure.TimedOut("DELETE", TimeSpan.FromSeconds(10));
        };
        await bot.RunAsync();
        Assert.Equal(
            (RequestState.Succeeded, "Looked afterwards: shop/pod/db-0 with the UID uid-db-0 is gone; another pod of that name has UID uid-next."),
            await bot.StandingAsync());
    }
}
