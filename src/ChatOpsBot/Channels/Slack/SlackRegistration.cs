using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Host.Channels.Presses;
using ChatOpsBot.Host.Channels.Shortcuts;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Receiving;
using ChatOpsBot.Host.Channels.Slack.Sending;
using ChatOpsBot.Host.Channels.Slack.SocketMode;
using ChatOpsBot.Host.Channels.Slack.Views;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack;

/// <summary>The Slack channel in the host.</summary>
internal static class SlackRegistration
{
    /// <summary>Adds the channel; its options are the configuration's section "Slack". Needs an inbox, an outbox, an address book, the
    /// people and the conversations.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SlackOptions>().Bind(configuration.GetSection(SlackOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RecentPresses>();
        services.TryAddSingleton(_ => new SlackHttp());
        services.AddSingleton<SlackApi>().AddSingleton<SlackState>().AddSingleton<SlackProfiles>().AddSingleton<Recording>();
        services.TryAddSingleton(provider => SlackDesk.Of(
            provider.GetRequiredService<Conversation>(), provider.GetRequiredService<Completion>(), provider.GetRequiredService<Grammar>()));
        services.TryAddSingleton(provider => new PodOfMessage(provider.GetRequiredService<SlackDesk>().CompleteAsync, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Menus>().AddSingleton<HomeTab>().AddSingleton<MessageShortcut>();
        services.AddSingleton<EventReceiver>().AddSingleton<CommandReceiver>().AddSingleton<InteractionReceiver>().AddSingleton<SlackReceiver>().AddSingleton<SlackEndpoint>();
        services.AddSingleton<ChannelPace>().AddSingleton<SlackFiles>().AddSingleton<PastMessages>().AddSingleton<IChannel, SlackChannel>();
        services.AddHostedService<SlackArrival>().AddHostedService<SocketModeService>();
        services.AddSingleton<ApproverGroups>().AddSingleton<IRoleSource>(provider => provider.GetRequiredService<ApproverGroups>());
        services.AddHostedService(provider => provider.GetRequiredService<ApproverGroups>());
        services.AddSingleton<SlackHealth>().AddSingleton<IStatusSource>(provider => provider.GetRequiredService<SlackHealth>());
        services.AddHealthChecks().AddCheck<SlackHealth>("slack");
        return services;
    }

    /// <summary>Maps Slack's request URLs; every other method is answered 405 by routing.</summary>
    public static void MapSlack(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/slack/events", (HttpContext http, SlackEndpoint endpoint) => endpoint.HandleAsync(http, SlackReceiver.Events));
        app.MapPost("/api/slack/commands", (HttpContext http, SlackEndpoint endpoint) => endpoint.HandleAsync(http, SlackReceiver.Commands));
        app.MapPost("/api/slack/interactivity", (HttpContext http, SlackEndpoint endpoint) => endpoint.HandleAsync(http, SlackReceiver.Interactive));
    }
}
