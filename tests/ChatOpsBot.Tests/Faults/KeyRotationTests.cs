using System.Net;
using Azure.Core;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Tests.Channels.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Faults;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task Not_one_activity_is_refused_when_Bot_Framework_signs_with_a_new_key_from_one_moment_to_the_next()
    {
        await using var tokens = await TokenService.StartAsync();
        using var certificate = new LoopbackCertificate();
        await using var traffic = await TeamsTraffic.StartAsync(certificate);
        await using var bot = await FaultyBot.StartAsync(
            services => services
                .AddSingleton(new TeamsHttp(new HttpClientHandler { ServerCertificateCustomValidationCallback = (request, _, _, _) => request.RequestUri!.IsLoopback }))
                .AddSingleton(new Lazy<TokenCredential>(() => new Credential())),
            ("Teams:AppId", TeamsHost.AppId), ("Teams:TenantId", TeamsHost.Tenant), ("Teams:MetadataUrl", tokens.Metadata.AbsoluteUri),
            ("Teams:ServiceHosts:0", new Uri(traffic.Url).Authority));
        var (old, rotated, half) = (tokens.Key, TokenService.NewKey("key-2"), Events.Count / 2);
        // A token goes with many activities, as Bot Framework's do.
        string Signed(Microsoft.IdentityModel.Tokens.RsaSecurityKey key) => tokens.Token(token => token.Claims["serviceurl"] = traffic.Url, key);
        var (before, after) = (Signed(old), Signed(rotated));

        Assert.Empty(await TeamsTraffic.SendAsync(bot, Enumerable.Range(0, half), traffic.Url, _ => before));
        tokens.Publish(rotated, ["msteams"]);
        // What was signed with the old one may still be on its way.
        Assert.Empty(await TeamsTraffic.SendAsync(bot, Enumerable.Range(half, Events.Count - half), traffic.Url, number => number % 4 == 0 ? before : after));
        var left = await traffic.SettleAsync(bot, Events.Count);

        Events.AreOnce(Enumerable.Range(0, Events.Count), traffic.Messages.Select(TeamsTraffic.Number));
        Assert.Equal((0, 0, 0), (left.Unanswered, left.Unsent, left.Undeliverable));
        Assert.Empty(bot.Log.Errors);
        Assert.Equal(2, tokens.Fetches);
    }

    private sealed class Credential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("outbound", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
