using ChatOpsBot.Host.Channels.Slack;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Slack;

public sealed class SlackOptionsTests
{
    [Fact]
    public void Nothing_need_be_configured() => Assert.Empty(SlackOptionsValidator.Problems(new SlackOptions()));

    [Fact]
    public void Every_problem_is_named_at_once_and_no_secret_is_repeated()
    {
        var options = new SlackOptions { BotToken = "xoxp-secret", AppToken = "secret", Mode = SlackMode.Http, ApiBaseUrl = new Uri("http://slack.example/api/") };
        options.Workspaces.Add("shop");
        options.Enterprises.Add("T0SHOP");
        options.ApproverGroups.Add("@oncall");

        var problems = SlackOptionsValidator.Problems(options).ToList();

        Assert.Equal(
            [
                "Slack:BotToken must be a bot token, which starts with xoxb-.",
                "Slack:AppToken must be an app-level token, which starts with xapp-.",
                "Slack:SigningSecret is missing; with Slack:Mode Http it proves that a request is Slack's. Set it through an environment variable (Slack__SigningSecret).",
                "Slack:ApiBaseUrl must be an https URL (http on this machine alone) without a query, and is 'http://slack.example/api/'.",
                "Slack:Workspaces takes workspace ids such as T0123ABCD, not 'shop'.",
                "Slack:Enterprises takes ids of Enterprise Grid organizations such as E0123ABCD, not 'T0SHOP'.",
                "Slack:ApproverGroups takes ids of user groups such as S0123ABCD, not '@oncall'.",
            ],
            problems);
        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal) && !problem.Contains("proves", StringComparison.Ordinal));
    }

    [Fact]
    public void The_socket_needs_a_token_of_its_own() => Assert.Equal(
        ["Slack:AppToken is missing; Slack:Mode SocketMode opens its sockets with it. Set it through an environment variable (Slack__AppToken)."],
        SlackOptionsValidator.Problems(new SlackOptions { BotToken = "xoxb-1" }));

    [Fact]
    public void Secrets_without_a_bot_token_are_a_mistake() => Assert.Equal(
        ["Slack:BotToken is missing; without it the bot cannot answer. Set it through an environment variable (Slack__BotToken)."],
        SlackOptionsValidator.Problems(new SlackOptions { AppToken = "xapp-1" }));

    [Fact]
    public async Task A_wrong_configuration_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => SlackHost.HttpAsync(("Slack:BotToken", "x"), ("Slack:SigningSecret", "")));
        Assert.Equal(2, failure.Failures.Count());
    }
}
