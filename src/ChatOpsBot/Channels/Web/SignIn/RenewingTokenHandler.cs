using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>Reads the provider's keys anew when a token is signed with one that nobody knew: a provider may change its key without a word.
/// The metadata that the framework keeps is renewed behind a sign-in that has failed by then, and not again for five minutes.</summary>
// Nobody makes the bot ask without end: a token comes from the provider itself, for a code that works once.
internal sealed class RenewingTokenHandler(OpenIdConnectOptions options) : JsonWebTokenHandler
{
    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var known = await base.ValidateTokenAsync(token, validationParameters);
        if (known.Exception is not SecurityTokenSignatureKeyNotFoundException) return known;
        var documents = new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata };
        var fresh = await OpenIdConnectConfigurationRetriever.GetAsync(options.MetadataAddress, documents, CancellationToken.None);
        var renewed = validationParameters.Clone();
        renewed.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(fresh);
        return await base.ValidateTokenAsync(token, renewed);
    }
}
