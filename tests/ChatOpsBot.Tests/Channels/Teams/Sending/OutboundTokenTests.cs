using Azure.Core;
using Azure.Core.Pipeline;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Azure;
using ChatOpsBot.Host.Channels.Teams;

namespace ChatOpsBot.Tests.Channels.Teams.Sending;

/// <summary>The bot's own tokens: a real Azure.Identity credential, over real https, to a stand-in for Entra.</summary>
public sealed class OutboundTokenTests
{
    [Fact]
    public async Task Every_call_carries_a_token_that_azure_identity_fetched_once_for_the_bot_framework_scope()
    {
        using var certificate = new LoopbackCertificate();
        await using var entra = await EntraStandIn.StartAsync(certificate);
        await using var teams = await FakeConnector.StartAsync(TimeProvider.System, certificate);
        using var transport = new HttpClientTransport(certificate.Trusting());
        var identity = new AzureCredentialOptions
        {
            Kind = AzureCredentialKind.ClientSecret,
            TenantId = TeamsHost.Tenant,
            ClientId = TeamsHost.AppId,
            ClientSecret = "s3cret",
            AuthorityHost = entra.Url,
            DisableInstanceDiscovery = true,
        };
        await using var bot = await TeamsHost.StartAsync(
            certificate.Trusting(), new Lazy<TokenCredential>(() => AzureCredentials.Create(identity, transport)),
            ("Teams:AppId", TeamsHost.AppId), ("Teams:TenantId", TeamsHost.Tenant), ("Teams:ServiceHosts:0", new Uri(teams.Url).Authority));
        var where = new ConversationAddress("teams", "a:personal-alex");
        await bot.Recorder.RememberAsync(
            where, new TeamsReference(teams.Url, "msteams", where.Conversation, "28:bot", "ChatOps", TeamsHost.Tenant).Write(), null, null,
            TestContext.Current.CancellationToken);

        for (var sent = 0; sent < 2; sent++)
        {
            Assert.IsType<PostingResult.Posted>(await bot.Channel.PostAsync(
                new Posting(where, new Reply { Title = "Hello" }, new Reader(Locale.English, TimeZoneInfo.Utc, TeamsHost.Now), null, 1),
                TestContext.Current.CancellationToken));
        }

        Assert.Equal(["Bearer token-1", "Bearer token-1"], teams.Tokens);
        var (path, form) = Assert.Single(entra.Asked);
        Assert.Equal($"/{TeamsHost.Tenant}/oauth2/v2.0/token", path);
        Assert.Equal(TeamsHost.AppId, form["client_id"].ToString());
        Assert.Contains("https://api.botframework.com/.default", form["scope"].ToString().Split(' '));
    }
}
