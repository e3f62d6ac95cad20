using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Shortcuts;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Receiving;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>The message shortcut "Why is this failing?": asks `why` about the pod that a message names, in the message's thread.
/// https://docs.slack.dev/interactivity/implementing-shortcuts#messages</summary>
internal sealed class MessageShortcut(SlackApi api, Recording recording, SlackProfiles profiles, PodOfMessage pods, TimeProvider time)
{
    /// <summary>The shortcut's callback_id in the app's manifest.</summary>
    public const string Callback = "why";

    /// <summary>Takes a shortcut's use.</summary>
    public async Task<Receipt> UseAsync(JsonObject payload, SlackAccount who, CancellationToken cancellationToken)
    {
        if (payload.Object("message") is not { } message || payload.Object("channel").Text("id") is not { } channel
            || (message.Text("ts") ?? payload.Text("message_ts")) is not { } ts || payload.Text("trigger_id") is not { } trigger)
            return new Receipt.Malformed("The payload is not a message shortcut: it has no usable message, channel.id, trigger_id.");
        // In somebody's direct messages the bot cannot write: the answer comes in its own.
        var where = channel.StartsWith('D')
            ? SlackReference.Direct(who)
            : new SlackReference(payload.Object("team").Text("id") ?? who.Team, channel, message.Text("thread_ts") ?? ts, null);
        var asker = new Intent("", who.Id, null, where.Address, "", null, null, time.GetUtcNow());
        if (await pods.FindAsync(MessageTexts.Of(message), asker, cancellationToken) is { } pod)
        {
            await recording.RecordAsync(new Spoken($"shortcut/{trigger}", who, where, $"why {pod}"), cancellationToken);
            return new Receipt.Taken();
        }
        var profile = await profiles.FindAsync(who.User, cancellationToken);
        var reader = profile.Reader(time.GetUtcNow());
        var view = ViewNodes.Modal("nothing", reader.Read(Text.Of("slack.shortcut.title")), reader.Read(Text.Of("slack.shortcut.close")), null,
            [ViewNodes.Section(reader.Read(Text.Of("slack.shortcut.nothing")))]);
        var opened = await api.CallAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view }, cancellationToken);
        if (opened is not SlackResult.Ok) await recording.RecordAsync(new Spoken($"shortcut/{trigger}", who, where, "why"), cancellationToken);
        return new Receipt.Taken();
    }
}
