using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChatOpsBot.Host.Channels.Web.SignIn;

/// <summary>Sign-in by an OpenID Connect provider: the framework's handler, and what this page wants of it.</summary>
internal static class SignInRegistration
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds the sign-in. Needs a record of ended sessions.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, OpenIdConnectSettings provider)
    {
        services.AddSingleton<Sessions>().AddSingleton<SignOutEndpoint>();
        services.AddScoped<SessionCookie>().AddScoped<ProviderEvents>().AddScoped<AuthenticationStateProvider, WindowSession>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Challenge>();
        // What it logs as faults with a stack are visitors' stale links; the reasons have lines of their own.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None));
        services.AddAuthorization();
        services.AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
        })
        .AddCookie(cookie =>
        {
            cookie.Cookie.Name = "chatops-session";
            cookie.EventsType = typeof(SessionCookie);
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Sessions.Length, false);
        })
        .AddOpenIdConnect(options => Configure(options, provider));
        return services;
    }

    private static void Configure(OpenIdConnectOptions options, OpenIdConnectSettings provider)
    {
        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        // The check of the settings lets http pass on this machine alone.
        options.RequireHttpsMetadata = provider.Authority?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
        options.BackchannelTimeout = Patience;
        options.EventsType = typeof(ProviderEvents);
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The provider sends people back by a link. By its default, a form, the answer would be another site's POST, which the guard refuses.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        // A link brings cookies along that are Lax, and these work over http on this machine too.
        (options.CorrelationCookie.SameSite, options.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        (options.NonceCookie.SameSite, options.NonceCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        // The claims keep their names.
        options.TokenHandler = new RenewingTokenHandler(options) { MapInboundClaims = false };
        // The account is made of issuer and subject; the handler drops the first unless told not to.
        options.ClaimActions.Remove("iss");
        // Its answer to the provider's own sign-out needs the cookie in a foreign frame, where no cookie comes; any site's link would do it.
        options.RemoteSignOutPath = PathString.Empty;
    }
}
