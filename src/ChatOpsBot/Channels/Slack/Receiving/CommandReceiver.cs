using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Api;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Slash commands. https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
internal sealed class CommandReceiver(Recording recording)
{
    /// <summary>Takes one: `/chatops pods -n shop` says "pods -n shop".</summary>
    public async Task<Receipt> ReceiveAsync(JsonObject payload, CancellationToken cancellationToken)
    {
        if (payload.Text("team_id") is not { } team || payload.Text("user_id") is not { } user
            || payload.Text("channel_id") is not { } channel || payload.Text("trigger_id") is not { } trigger)
            return new Receipt.Malformed("The body is not a slash command: it has no usable team_id, user_id, channel_id, trigger_id.");
        var who = new SlackAccount(payload.Text("enterprise_id"), team, user);
        // In a direct message, whoever it is with, the answer comes in the bot's own.
        var where = channel.StartsWith('D') ? SlackReference.Direct(who) : new SlackReference(team, channel, null, null);
        var text = Mentions.Remove(payload.Text("text") ?? "", null);
        await recording.RecordAsync(new Spoken($"command/{trigger}", who, where, text.Length == 0 ? "help" : text), cancellationToken);
        // Without words, this shows the others in the room what was asked.
        return new Receipt.Taken(new JsonObject { ["response_type"] = "in_channel" });
    }
}
