using System.Net.Http.Headers;
using Azure.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Rest;

namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>Signs the bot's own calls with an Azure.Identity credential, as the AKS clusters' calls are.</summary>
/// <param name="options">The bot's id and the cloud.</param>
/// <param name="services">The services that are answered.</param>
/// <param name="credential">Kept, for it caches its tokens; made when the first call needs one.</param>
internal sealed class TokenCredentialsFactory(IOptions<TeamsOptions> options, ServiceUrls services, Lazy<TokenCredential> credential) : ServiceClientCredentialsFactory
{
    /// <inheritdoc/>
    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == options.Value.AppId);

    /// <inheritdoc/>
    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(string.IsNullOrEmpty(options.Value.AppId));

    /// <inheritdoc/>
    public override Task<ServiceClientCredentials> CreateCredentialsAsync(
        string appId, string oauthScope, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        Task.FromResult<ServiceClientCredentials>(new Signer(options.Value, services, credential));

    private sealed class Signer(TeamsOptions options, ServiceUrls services, Lazy<TokenCredential> credential) : ServiceClientCredentials
    {
        /// <inheritdoc/>
        public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // The last door before the token leaves: stored addresses may be older than the list of allowed services.
            if (!services.Allows(request.RequestUri?.GetLeftPart(UriPartial.Authority)))
                throw new ServiceNotAllowedException(request.RequestUri?.Host);
            if (string.IsNullOrEmpty(options.AppId)) return;
            var scope = BotCloudEndpoints.Of(options.Cloud).Scope;
            var token = await credential.Value.GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        }
    }
}

/// <summary>A stored address points at a service that the bot does not talk to.</summary>
internal sealed class ServiceNotAllowedException(string? host) : Exception($"The connector service at '{host}' is not in the list of allowed ones.");
