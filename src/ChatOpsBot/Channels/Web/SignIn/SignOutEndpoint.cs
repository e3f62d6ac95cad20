using ChatOpsBot.Host.Channels.Web.Serving;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>Signing out: here at once and in every window, then at the provider where it can do that. No other site's page can do it
/// for somebody: the guard refuses its POST.</summary>
internal sealed partial class SignOutEndpoint(Sessions sessions, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<SignOutEndpoint> logger)
{
    /// <summary>Where the page's button leads.</summary>
    public const string Path = "/sign-out";

    /// <summary>Where the provider leads back to.</summary>
    public const string Done = "/signed-out";

    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Path, (HttpContext http, SignOutEndpoint endpoint) => endpoint.SignOutAsync(http));
        app.MapGet(Done, (HttpContext http) => Notice.WriteAsync(http, StatusCodes.Status200OK, "signed-out"));
    }

    private async Task SignOutAsync(HttpContext http)
    {
        var signedIn = await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        string? onward = null;
        if (signedIn is { Principal: { } user, Properties: { } properties })
        {
            await sessions.EndAsync(user, CancellationToken.None);
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            onward = await OnwardAsync(http, properties.GetTokenValue(OpenIdConnectParameterNames.IdToken));
        }
        await Notice.WriteAsync(http, StatusCodes.Status200OK, "signed-out", onward);
    }

    // https://openid.net/specs/openid-connect-rpinitiated-1_0.html; null when the provider has no such address or is away.
    private async Task<string?> OnwardAsync(HttpContext http, string? token)
    {
        var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            var known = await provider.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
            if (!Uri.TryCreate(known.EndSessionEndpoint, UriKind.Absolute, out _)) return null;
            return new OpenIdConnectMessage
            {
                IssuerAddress = known.EndSessionEndpoint,
                ClientId = provider.ClientId,
                IdTokenHint = token,
                PostLogoutRedirectUri = $"{http.Request.Scheme}://{http.Request.Host}{Done}",
            }.CreateLogoutRequestUrl();
        }
        catch (Exception away) when (!http.RequestAborted.IsCancellationRequested)
        {
            LogAway(ProviderEvents.Reason(away));
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody signed out here and not at the provider, whose metadata cannot be read: {Why}")]
    private partial void LogAway(string why);
}
