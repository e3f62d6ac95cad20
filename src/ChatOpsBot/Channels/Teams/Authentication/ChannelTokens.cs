using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>Whether a token proves that Bot Framework sent an activity.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict() { }

    /// <summary>It does.</summary>
    public sealed record Genuine(ClaimsIdentity Identity) : TokenVerdict;

    /// <summary>It does not, and why: for the log, not for the caller.</summary>
    public sealed record Refused(string Why) : TokenVerdict;

    /// <summary>Nobody knows: the keys cannot be fetched.</summary>
    public sealed record Unknown(Exception Cause) : TokenVerdict;
}

/// <summary>Checks the tokens of incoming activities. The rules:
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot
/// The SDK's own check lets through what this one does not (docs/decisions/0005-bot-framework-tokens.md).</summary>
internal sealed class ChannelTokens(IOptions<TeamsOptions> options, ChannelKeys keys)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Judges a header.</summary>
    /// <param name="authorization">The Authorization header as it came.</param>
    /// <param name="channelId">The channel that the activity claims to come from.</param>
    /// <param name="serviceUrl">The service that the activity asks to be answered at.</param>
    /// <param name="cancellationToken">Stops waiting for the keys.</param>
    public async Task<TokenVerdict> JudgeAsync(string? authorization, string channelId, string serviceUrl, CancellationToken cancellationToken)
    {
        if (authorization is null) return new TokenVerdict.Refused("no token");
        if (authorization.Split(' ') is not ["Bearer", { Length: > 0 } text]) return new TokenVerdict.Refused("the header is not 'Bearer TOKEN'");
        if (Read(text) is not { } token) return new TokenVerdict.Refused("not a JSON web token");

        // Before anything is fetched or computed for it: nobody but the issuer gets that far.
        string[] issuers = [BotCloudEndpoints.Of(options.Value.Cloud).Issuer, .. options.Value.Issuers];
        if (!issuers.Contains(token.Issuer, StringComparer.Ordinal)) return new TokenVerdict.Refused($"issued by '{token.Issuer}'");
        if (string.IsNullOrEmpty(token.Kid)) return new TokenVerdict.Refused("names no key");

        // The handler takes missing keys for a bad signature.
        var (configuration, cause) = await FindAsync(token.Kid, cancellationToken);
        if (configuration is null) return new TokenVerdict.Unknown(cause!);
        var result = await _handler.ValidateTokenAsync(token, Rules(issuers, configuration));
        if (!result.IsValid) return new TokenVerdict.Refused(result.Exception?.GetType().Name ?? "not valid");
        return Contradiction(token, channelId, serviceUrl, configuration) is { } why
            ? new TokenVerdict.Refused(why)
            : new TokenVerdict.Genuine(result.ClaimsIdentity);
    }

    private TokenValidationParameters Rules(string[] issuers, OpenIdConnectConfiguration configuration) => new()
    {
        ValidIssuers = issuers,
        ValidAudience = options.Value.AppId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        ClockSkew = TimeSpan.FromMinutes(5),
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        TryAllIssuerSigningKeys = false,
        ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration),
    };

    /// <summary>What the token says that the activity or the configuration does not.</summary>
    private string? Contradiction(JsonWebToken token, string channelId, string serviceUrl, OpenIdConnectConfiguration configuration)
    {
        if (token.Audiences.Count() != 1) return "several audiences";
        var claimed = Claim(token, "serviceurl");
        if (claimed is null) return "no serviceurl claim";
        if (!ServiceUrls.Same(claimed, serviceUrl)) return "another serviceurl than the activity's";
        if (Claim(token, "tid") is { } tenant && !tenant.Equals(options.Value.TenantId, StringComparison.OrdinalIgnoreCase)) return "another tenant";
        // A token whose application is not its audience was made by another application for this one: a skill's call.
        foreach (var party in new[] { "appid", "azp" })
            if (Claim(token, party) is { } id && !id.Equals(options.Value.AppId, StringComparison.OrdinalIgnoreCase)) return $"made by the application {id}";
        return ChannelKeys.Endorses(configuration, token.Kid, channelId) ? null : $"signed with a key that is not endorsed for {channelId}";
    }

    private async Task<(OpenIdConnectConfiguration? Configuration, Exception? Cause)> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        try
        {
            return (await keys.WithAsync(keyId, cancellationToken), null);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            return (null, exception);
        }
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private JsonWebToken? Read(string text)
    {
        try
        {
            return _handler.CanReadToken(text) ? _handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }
}
