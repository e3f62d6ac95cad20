using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Api;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Where something was pressed.</summary>
/// <param name="Where">The conversation.</param>
/// <param name="Container">Names the message or view.</param>
/// <param name="Message">The ts of the message, which the answer may replace; null for what only one person sees.</param>
internal sealed record Place(SlackReference Where, string Container, string? Message)
{
    /// <summary>Reads the place of an interaction.</summary>
    public static Place Of(JsonObject payload, SlackAccount who)
    {
        var (container, message) = (payload.Object("container"), payload.Object("message"));
        var team = payload.Object("team").Text("id") ?? who.Team;
        var channel = payload.Object("channel").Text("id") ?? container.Text("channel_id");
        // The App Home and modals are in no channel: what is pressed there is answered in the direct message.
        if (channel is null) return new(SlackReference.Direct(who), container.Text("view_id") ?? "view", null);
        var ts = message.Text("ts") ?? container.Text("message_ts");
        var thread = message.Text("thread_ts") ?? container.Text("thread_ts");
        // The message that a thread hangs on stands in the channel itself.
        if (thread == ts) thread = null;
        var where = channel.StartsWith('D') ? SlackReference.Direct(who, channel) with { Team = team, Thread = thread } : new SlackReference(team, channel, thread, null);
        return new(where, $"{channel}/{ts}", container.Flag("is_ephemeral") ? null : ts);
    }
}
