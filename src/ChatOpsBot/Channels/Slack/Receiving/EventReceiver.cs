using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Views;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Events of the Events API. https://docs.slack.dev/apis/events-api</summary>
internal sealed partial class EventReceiver(Recording recording, HomeTab home, SlackState state, IOptions<SlackOptions> options, ILogger<EventReceiver> logger)
{
    /// <summary>Takes an event callback.</summary>
    public async Task<Receipt> ReceiveAsync(JsonObject payload, CancellationToken cancellationToken)
    {
        if (payload.Object("event") is not { } happened || happened.Text("type") is not { } type || payload.Text("team_id") is not { } team)
            return new Receipt.Malformed("The body is not an event callback: it has no usable team_id, event.type.");
        switch (type)
        {
            case "app_mention" or "message":
                return await MessageAsync(payload, happened, team, cancellationToken);
            case "app_home_opened" when happened.Text("tab") != "messages" && happened.Text("user") is { } user:
                return await HomeAsync(payload, happened, team, user, cancellationToken);
            case "tokens_revoked" or "app_uninstalled":
                LogRevoked(type, team);
                state.TokenRefused(type);
                return new Receipt.Taken();
            default:
                return new Receipt.Taken();
        }
    }

    private async Task<Receipt> HomeAsync(JsonObject payload, JsonObject opened, string team, string user, CancellationToken cancellationToken)
    {
        var who = Sender(payload, opened, team, user);
        if (!who.IsServed(options.Value)) return new Receipt.Taken();
        await recording.RememberAsync(SlackReference.Direct(who, opened.Text("channel")), who, null, cancellationToken);
        // Slack waits three seconds for the acknowledgement and not for the tab.
        _ = home.ShowAsync(who, CancellationToken.None);
        return new Receipt.Taken();
    }

    private async Task<Receipt> MessageAsync(JsonObject payload, JsonObject message, string team, CancellationToken cancellationToken)
    {
        if (!IsSaid(message)) return new Receipt.Taken();
        if (message.Text("channel") is not { } channel || message.Text("ts") is not { } ts || message.Text("user") is not { } user)
            return new Receipt.Malformed("The event is not a message: it has no usable channel, ts, user.");
        var who = Sender(payload, message, team, user);
        var thread = message.Text("thread_ts");
        var where = IsDirect(message, channel)
            ? SlackReference.Direct(who, channel) with { Team = team, Thread = thread }
            // The answer to a mention starts a thread there, or goes on in the one where it was said.
            : new SlackReference(team, channel, thread ?? ts, null);
        // A message that mentions the bot may come as two events; it is one by its channel and ts, and so is every redelivery.
        await recording.RecordAsync(new Spoken($"{channel}/{ts}", who, where, Mentions.Remove(message.Text("text") ?? "", Bot(payload))), cancellationToken);
        return new Receipt.Taken();
    }

    // What bots say, and changes, joins and the like, is nobody's word to the bot. An event of a room without a mention is not asked for.
    private static bool IsSaid(JsonObject message) =>
        message.Text("bot_id") is null && message.Text("subtype") is null or "file_share" or "thread_broadcast"
        && !message.Flag("hidden") && (message.Text("type") == "app_mention" || message.Text("channel_type") == "im");

    private static bool IsDirect(JsonObject message, string channel) => message.Text("channel_type") == "im" || channel.StartsWith('D');

    // In a shared channel somebody of another workspace may speak, of whose organization the event says nothing.
    private static SlackAccount Sender(JsonObject payload, JsonObject message, string team, string user)
    {
        var own = message.Text("user_team") ?? message.Text("team") ?? team;
        var authorization = payload.Objects("authorizations").FirstOrDefault();
        var enterprise = payload.Text("enterprise_id") ?? authorization.Text("enterprise_id");
        return own == team || own == enterprise ? new SlackAccount(enterprise, team, user) : new SlackAccount(null, own, user);
    }

    private string? Bot(JsonObject payload) =>
        payload.Objects("authorizations").FirstOrDefault(authorization => authorization.Flag("is_bot")).Text("user_id") ?? state.BotUser;

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack says {Type} of workspace {Team}: the app must be installed again and the bot be given its new token")]
    private partial void LogRevoked(string type, string team);
}
