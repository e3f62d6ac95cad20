using ChatOpsBot.Host.Azure;
using ChatOpsBot.Host.Channels.Teams;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Channels.Teams;

public sealed class TeamsOptionsTests
{
    [Fact]
    public void Nothing_need_be_configured() => Assert.Empty(TeamsOptionsValidator.Problems(new TeamsOptions()));

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var options = new TeamsOptions
        {
            AppId = "my-bot",
            LocalTests = true,
            MetadataUrl = new Uri("http://login.example/"),
            Azure = new AzureCredentialOptions { Kind = AzureCredentialKind.ClientSecret },
        };
        options.ServiceHosts.Add("https://connector.example/");
        options.Issuers.Add("sts.windows.net");

        Assert.Equal(
            [
                "Teams:AppId must be the application id of the bot, a GUID, and is 'my-bot'.",
                "Teams:TenantId is missing; with Teams:AppId it names the directory whose people are served.",
                "Teams:LocalTests serves callers without a token and cannot be on together with Teams:AppId; remove one of them.",
                "Teams:Azure:TenantId is missing; ClientSecret needs the directory id.",
                "Teams:Azure:ClientSecret is missing; set it through an environment variable.",
                "Teams:MetadataUrl must be an https URL, and is 'http://login.example/'.",
                "Teams:ServiceHosts takes host names such as connector.example or connector.example:8443, not 'https://connector.example/'.",
                "Teams:Issuers takes https URLs, not 'sts.windows.net'.",
            ],
            TeamsOptionsValidator.Problems(options));
    }

    [Fact]
    public async Task A_wrong_configuration_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TeamsHost.StartAsync(null, ("Teams:AppId", "x"), ("Teams:LocalTests", "true")));
        Assert.Equal(3, failure.Failures.Count());
    }

    [Fact]
    public void The_outbound_identity_is_the_bots_own_unless_another_is_named()
    {
        var options = new TeamsOptions { AppId = TeamsHost.AppId, TenantId = TeamsHost.Tenant };
        Assert.Equal((TeamsHost.AppId, TeamsHost.Tenant), (options.OutboundIdentity.ClientId, options.OutboundIdentity.TenantId));
        options.Azure.ClientId = "managed";
        Assert.Equal("managed", options.OutboundIdentity.ClientId);
    }
}
