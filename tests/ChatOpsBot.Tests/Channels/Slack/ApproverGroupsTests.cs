using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Channels.Slack;
using ChatOpsBot.Host.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Channels.Slack;

public sealed class ApproverGroupsTests
{
    private static readonly AccountId Alice = new("slack:T0SHOP/U0ALICE");

    [Fact]
    public async Task A_member_of_the_group_is_an_approver_and_whoever_leaves_it_is_none()
    {
        await using var host = await StartAsync();
        await GrantedAsync(host);
        Assert.Equal([Role.Approver], Groups(host).Of(Alice));
        Assert.Empty(Groups(host).Of(new("slack:T0SHOP/U0BOB")));

        host.Slack.Groups["S0APPROVE"] = ["U0BOB"];
        await host.Clock.WaitsAsync(ApproverGroups.Period);
        host.Clock.Advance(ApproverGroups.Period);

        await host.Log.UntilAsync("The user group S0APPROVE has these members now: U0BOB");
        Assert.Equal([Role.Approver], Groups(host).Of(new("slack:T0SHOP/U0BOB")));
        Assert.Empty(Groups(host).Of(Alice));
    }

    [Theory]
    [InlineData("slack:T0OTHER/U0ALICE")]
    [InlineData("teams:T0SHOP/U0ALICE")]
    [InlineData("slack:U0ALICE")]
    public async Task The_same_user_id_elsewhere_is_somebody_else(string account)
    {
        await using var host = await StartAsync();
        await GrantedAsync(host);
        Assert.Empty(Groups(host).Of(new(account)));
    }

    [Fact]
    public async Task Members_that_Slack_does_not_confirm_are_approvers_for_a_while_only()
    {
        await using var host = await StartAsync();
        await GrantedAsync(host);
        for (var i = 0; i < 40; i++) host.Slack.Fail("usergroups.users.list", 503);
        host.Clock.Advance(ApproverGroups.Period);
        Assert.Equal([Role.Approver], Groups(host).Of(Alice));
        host.Clock.Advance(ApproverGroups.Trusted);
        Assert.Empty(Groups(host).Of(Alice));
    }

    [Fact]
    public async Task A_group_makes_a_person_of_the_configuration_an_approver_and_nobody_a_person()
    {
        await using var host = await StartAsync();
        await GrantedAsync(host);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("People:alice:Accounts:0", Alice.Value), new("People:alice:Accounts:1", "teams:t/alice"), new("People:alice:Roles:0", "Reader")]).Build();
        await using var services = new ServiceCollection().AddPeople(configuration).AddSingleton<IRoleSource>(Groups(host)).BuildServiceProvider();
        var people = services.GetRequiredService<IPeople>();

        // The same person in Teams is the same person.
        Assert.True(people.Find(new("teams:t/alice"))!.Is(Role.Approver));
        Assert.True(Assert.Single(people.All).Is(Role.Approver));
        Assert.False(people.Get(new("alice"))!.Is(Role.Requester));
        Assert.Null(people.Find(new("slack:T0SHOP/U0BOB")));
    }

    private static ApproverGroups Groups(SlackHost host) => host.Services.GetRequiredService<ApproverGroups>();

    private static Task<SlackHost> StartAsync() => SlackHost.StartAsync(
        socket: false, new WatchedClock(SlackHost.Now), slack => slack.Groups["S0APPROVE"] = ["U0ALICE"], ("Slack:ApproverGroups:0", "S0APPROVE"));

    private static async Task GrantedAsync(SlackHost host)
    {
        await host.Log.UntilAsync("The user group S0APPROVE has these members now: U0ALICE");
        await host.Log.UntilAsync("Slack takes the bot's token");
    }
}
