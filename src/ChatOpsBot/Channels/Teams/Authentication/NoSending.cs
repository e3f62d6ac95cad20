using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json;

namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>What a turn gets in place of a connector: a request records and acknowledges, and the outbox alone sends.
/// It also spares each turn the making of a client, whose first send costs 6 ms.</summary>
internal sealed class NoSending : ConnectorFactory, IConnectorClient
{
    private const string Why = "A request only records; send through the outbox.";

    /// <inheritdoc/>
    public Uri BaseUri { get => throw new NotSupportedException(Why); set => throw new NotSupportedException(Why); }

    /// <inheritdoc/>
    public JsonSerializerSettings SerializationSettings => throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public JsonSerializerSettings DeserializationSettings => throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public ServiceClientCredentials Credentials => throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public IAttachments Attachments => throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public IConversations Conversations => throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken) =>
        Task.FromResult<IConnectorClient>(this);

    /// <inheritdoc/>
    public void Dispose() { }
}

/// <summary>The bot signs nobody in.</summary>
internal sealed class NoUserTokens : UserTokenClient
{
    private const string Why = "The bot signs nobody in.";

    /// <inheritdoc/>
    public override Task<TokenResponse> GetUserTokenAsync(string userId, string connectionName, string channelId, string magicCode, CancellationToken cancellationToken) =>
        throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public override Task<SignInResource> GetSignInResourceAsync(string connectionName, Activity activity, string finalRedirect, CancellationToken cancellationToken) =>
        throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public override Task SignOutUserAsync(string userId, string connectionName, string channelId, CancellationToken cancellationToken) =>
        throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public override Task<TokenStatus[]> GetTokenStatusAsync(string userId, string channelId, string includeFilter, CancellationToken cancellationToken) =>
        throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public override Task<Dictionary<string, TokenResponse>> GetAadTokensAsync(string userId, string connectionName, string[] resourceUrls, string channelId, CancellationToken cancellationToken) =>
        throw new NotSupportedException(Why);

    /// <inheritdoc/>
    public override Task<TokenResponse> ExchangeTokenAsync(string userId, string connectionName, string channelId, TokenExchangeRequest exchangeRequest, CancellationToken cancellationToken) =>
        throw new NotSupportedException(Why);
}
