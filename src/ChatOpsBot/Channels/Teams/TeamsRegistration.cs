using Azure.Core;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Azure;
using ChatOpsBot.Host.Channels.Presses;
using ChatOpsBot.Host.Channels.Shortcuts;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Host.Channels.Teams.Files;
using ChatOpsBot.Host.Channels.Teams.Receiving;
using ChatOpsBot.Host.Channels.Teams.Sending;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Teams;

/// <summary>The Teams channel in the host.</summary>
internal static class TeamsRegistration
{
    /// <summary>Adds the channel; its options are the configuration's section "Teams". Needs an inbox, an outbox, an address book,
    /// the people and the conversations.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TeamsOptions>().Bind(configuration.GetSection(TeamsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RecentPresses>();
        services.TryAddSingleton(_ => new TeamsHttp());
        services.AddSingleton(provider => new Lazy<TokenCredential>(
            () => AzureCredentials.Create(provider.GetRequiredService<IOptions<TeamsOptions>>().Value.OutboundIdentity)));
        services.AddSingleton<ServiceUrls>().AddSingleton<ChannelKeys>().AddSingleton<ChannelTokens>().AddSingleton<TokenCredentialsFactory>().AddSingleton<ChannelAuthentication>();
        services.AddSingleton<TeamsAdapter>().AddSingleton<TeamsEndpoint>().AddTransient<TeamsBot>();
        services.AddSingleton<ConnectorClients>().AddSingleton<Connector>().AddSingleton<Viewers>().AddSingleton<IChannel, TeamsChannel>();
        services.TryAddSingleton(provider => TeamsDesk.Of(
            provider.GetRequiredService<Conversation>(), provider.GetRequiredService<Completion>(), provider.GetRequiredService<CardViews>(),
            provider.GetRequiredService<IConversationScopes>(), provider.GetRequiredService<IConversationDefaults>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new PodOfMessage(provider.GetRequiredService<TeamsDesk>().CompleteAsync, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MessageExtension>().AddSingleton<CardRefreshing>();
        services.AddSingleton<FileHosts>().AddSingleton<FileTransfers>().AddSingleton<OfferedFiles>().AddSingleton<FileOffers>().AddSingleton<AttachedFiles>();
        services.AddSingleton<FileConsents>().AddHostedService(provider => provider.GetRequiredService<FileConsents>());
        return services;
    }

    /// <summary>Maps POST /api/messages; every other method is answered 405 by routing.</summary>
    public static IEndpointConventionBuilder MapTeams(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/messages", (HttpContext http, TeamsEndpoint endpoint) => endpoint.HandleAsync(http));
}
