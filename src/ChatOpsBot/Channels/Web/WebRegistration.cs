using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Host.Channels.Web.Page;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Host.Channels.Web.Serving;
using ChatOpsBot.Host.Channels.Web.SignIn;
using ChatOpsBot.Host.Channels.Web.Visitors;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

namespace ChatOpsBot.Host.Channels.Web;

/// <summary>The page in the host.</summary>
internal static class WebRegistration
{
    /// <summary>Adds the channel and its page; the options are the configuration's section "Web". Needs an inbox, an address book, a
    /// log of rooms and the conversations.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebOptions>().Bind(configuration.GetSection(WebOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsValidator>();
        services.AddSingleton<VisitorDesk>().AddSingleton<RoomAddress>().AddSingleton<RoomFeed>().AddSingleton<Microphone>();
        services.AddSingleton<Reception>().AddHostedService(provider => provider.GetRequiredService<Reception>());
        services.AddSingleton<IChannel, WebChannel>();
        services.AddSingleton(provider => new Desk(
            provider.GetRequiredService<Conversation>(), provider.GetRequiredService<Completion>(), provider.GetRequiredService<WaitingRequests>(),
            provider.GetRequiredService<Exhibits>(), provider.GetRequiredService<TimeProvider>()));
        // A definition in a script of three bytes a character, escaped as JSON; 32 KB by default would end the connection.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 8 * Microphone.Longest);
        services.AddCascadingAuthenticationState();
        services.AddMudServices();
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        // Read by name: binding the section would stop at an impossible value before the check of the settings can name them all.
        var section = configuration.GetSection(WebOptions.Section).GetSection(nameof(WebOptions.OpenIdConnect));
        var provider = new OpenIdConnectSettings
        {
            Authority = section[nameof(OpenIdConnectSettings.Authority)],
            ClientId = section[nameof(OpenIdConnectSettings.ClientId)],
            ClientSecret = section[nameof(OpenIdConnectSettings.ClientSecret)],
        };
        if (provider.IsConfigured) services.AddSignIn(provider);
        return services;
    }

    /// <summary>Maps the page, its files and, with a provider, the sign-in before them.</summary>
    public static void MapWeb(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
        // Who calls, and how, is known before anything judges it.
        KnownProxies.Use(app, options.KnownProxies);
        app.UseWhen(PageGuard.Guards, page => page.UseMiddleware<PageGuard>());
        app.UseWhen(PageGuard.Guards, HeadAsGet.Use);
        app.UseRouting();
        var signIn = options.OpenIdConnect.IsConfigured;
        if (signIn) app.UseAuthentication().UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets();
        IEndpointConventionBuilder[] endpoints =
        [
            // The guard's policy says who may frame the page: nobody.
            app.MapRazorComponents<App>().AddInteractiveServerRenderMode(render => render.ContentSecurityFrameAncestorsPolicy = null),
            FileEndpoint.Map(app), Preferences.Map(app),
        ];
        if (!signIn) return;
        SignOutEndpoint.Map(app);
        foreach (var endpoint in endpoints) endpoint.RequireAuthorization();
    }
}
