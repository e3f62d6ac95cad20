using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Receiving;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>The message shortcut "Why is this failing?": asks `why` about the pod that a message names, in the message's thread.
/// https://docs.slack.dev/interactivity/implementing-shortcuts#messages</summary>
internal sealed class MessageShortcut(SlackApi api, Recording recording, SlackProfiles profiles, SlackDesk desk, TimeProvider time)
{
    /// <summary>The shortcut's callback_id in the app's manifest.</summary>
    public const string Callback = "why";

    // Slack waits three seconds for the acknowledgement, whatever the cluster does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

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
        if (await FindAsync(PodNames.Of(message), who, where, cancellationToken) is { } pod)
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

    // A word that the cluster knows is the pod; when the cluster does not say in time, the likeliest one.
    private async Task<string?> FindAsync(IReadOnlyList<string> words, SlackAccount who, SlackReference where, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            foreach (var word in words)
            {
                // Completion does not suggest what is complete: all but the last letter is typed.
                var typed = new Intent("", who.Id, null, where.Address, $"why {word[..^1]}", null, null, time.GetUtcNow());
                if ((await desk.CompleteAsync(typed, patience.Token)).Any(suggestion => suggestion.Shown == word)) return word;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // `why` says what is wrong with the cluster.
        }
        return words is [var likeliest, ..] ? likeliest : null;
    }
}
