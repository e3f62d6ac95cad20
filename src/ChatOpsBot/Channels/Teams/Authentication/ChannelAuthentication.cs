using System.Security.Claims;
using ChatOpsBot.Host.Channels.Teams.Receiving;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>The adapter's authentication: incoming tokens are judged by <see cref="ChannelTokens"/>; outgoing calls are made by
/// the SDK with the credentials of <see cref="TokenCredentialsFactory"/>. Skills, streaming and the emulator's tokens are refused.</summary>
internal sealed partial class ChannelAuthentication(
    IOptions<TeamsOptions> options,
    ChannelTokens tokens,
    TokenCredentialsFactory credentials,
    ServiceUrls services,
    TeamsHttp http,
    ILogger<ChannelAuthentication> logger) : BotFrameworkAuthentication
{
    private readonly BotFrameworkAuthentication _outbound = BotFrameworkAuthenticationFactory.Create(
        channelService: null,
        validateAuthority: true,
        toChannelFromBotLoginUrl: new Uri(BotCloudEndpoints.Of(options.Value.Cloud).Authority, options.Value.TenantId ?? "common").AbsoluteUri,
        toChannelFromBotOAuthScope: BotCloudEndpoints.Of(options.Value.Cloud).Scope,
        toBotFromChannelTokenIssuer: BotCloudEndpoints.Of(options.Value.Cloud).Issuer,
        oAuthUrl: "https://api.botframework.com",
        toBotFromChannelOpenIdMetadataUrl: BotCloudEndpoints.Of(options.Value.Cloud).Metadata.AbsoluteUri,
        toBotFromEmulatorOpenIdMetadataUrl: BotCloudEndpoints.Of(options.Value.Cloud).Metadata.AbsoluteUri,
        callerId: null,
        credentialFactory: credentials,
        authConfiguration: new AuthenticationConfiguration(),
        httpClientFactory: http,
        logger: null);

    /// <inheritdoc/>
    /// <exception cref="UnauthorizedAccessException">The caller is refused; the reason is in the log.</exception>
    /// <exception cref="KeysUnavailableException">The token service's keys cannot be fetched.</exception>
    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var identity = options.Value switch
        {
            { AppId: { Length: > 0 } } => await ProveAsync(activity, authHeader, cancellationToken),
            { LocalTests: true } => new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType),
            _ => throw new UnauthorizedAccessException("No application id is configured."),
        };
        // The shape was checked on the body, but the SDK's reader takes "From" for "from" as well.
        if (string.IsNullOrEmpty(activity.From?.Id) || string.IsNullOrEmpty(activity.Conversation?.Id) || string.IsNullOrEmpty(activity.ChannelId))
            throw new CallerRefusedException("The activity does not say who sent it, and where.");
        // Checked on what the SDK read, whose reader is lenient about names: not on the body.
        if (!services.Allows(activity.ServiceUrl))
            throw new CallerRefusedException($"This bot does not answer to the connector service at '{activity.ServiceUrl}'. Teams:ServiceHosts adds one.");
        return new AuthenticateRequestResult { ClaimsIdentity = identity, Audience = GetOriginatingAudience(), ConnectorFactory = new NoSending() };
    }

    /// <inheritdoc/>
    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _outbound.CreateConnectorFactory(claimsIdentity);

    /// <inheritdoc/>
    public override string GetOriginatingAudience() => _outbound.GetOriginatingAudience();

    /// <inheritdoc/>
    public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) =>
        Task.FromResult<UserTokenClient>(new NoUserTokens());

    /// <inheritdoc/>
    public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) =>
        throw new UnauthorizedAccessException("This bot does not speak the streaming protocol.");

    /// <inheritdoc/>
    public override Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken) =>
        throw new UnauthorizedAccessException("This bot has no skills.");

    /// <inheritdoc/>
    public override Microsoft.Bot.Builder.Skills.BotFrameworkClient CreateBotFrameworkClient() => _outbound.CreateBotFrameworkClient();

    private async Task<ClaimsIdentity> ProveAsync(Activity activity, string? authorization, CancellationToken cancellationToken)
    {
        switch (await tokens.JudgeAsync(authorization, activity.ChannelId, activity.ServiceUrl, cancellationToken))
        {
            case TokenVerdict.Genuine genuine:
                return genuine.Identity;
            case TokenVerdict.Unknown unknown:
                throw new KeysUnavailableException(unknown.Cause);
            case TokenVerdict.Refused refused:
                LogRefused(refused.Why, activity.ChannelId, activity.Id);
                throw new UnauthorizedAccessException(refused.Why);
            default:
                throw new UnauthorizedAccessException();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a caller: its token is not Bot Framework's ({Why}; channel {Channel}, activity {Activity})")]
    private partial void LogRefused(string why, string? channel, string? activity);
}

/// <summary>Bot Framework's keys cannot be fetched, so that no token can be judged: the caller should send again.</summary>
internal sealed class KeysUnavailableException(Exception cause) : Exception("Bot Framework's signing keys cannot be fetched.", cause);
