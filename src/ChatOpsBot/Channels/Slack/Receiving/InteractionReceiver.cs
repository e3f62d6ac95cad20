using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Presses;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Views;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Buttons, menus, modals and shortcuts. https://docs.slack.dev/interactivity/handling-user-interaction</summary>
internal sealed partial class InteractionReceiver(
    SlackApi api, Recording recording, RecentPresses presses, SlackProfiles profiles, SlackDesk desk, Menus menus, MessageShortcut shortcut,
    TimeProvider time, ILogger<InteractionReceiver> logger)
{
    /// <summary>Takes an interaction.</summary>
    public Task<Receipt> ReceiveAsync(JsonObject payload, CancellationToken cancellationToken)
    {
        if (payload.Text("type") is not { } type || Who(payload) is not { } who)
            return Task.FromResult<Receipt>(new Receipt.Malformed("The payload is not an interaction: it has no usable type, user.id, team."));
        return type switch
        {
            "block_actions" => PressAsync(payload, who, cancellationToken),
            "view_submission" => SubmitAsync(payload, who, cancellationToken),
            "block_suggestion" => SuggestAsync(payload, who, cancellationToken),
            "message_action" when payload.Text("callback_id") == MessageShortcut.Callback => shortcut.UseAsync(payload, who, cancellationToken),
            _ => Task.FromResult<Receipt>(new Receipt.Taken()),
        };
    }

    private async Task<Receipt> PressAsync(JsonObject payload, SlackAccount who, CancellationToken cancellationToken)
    {
        if (payload.Objects("actions").Select(Press.Read).FirstOrDefault(press => press is not null) is not { } press)
        {
            LogForged(who.Id.Value);
            return new Receipt.Taken();
        }
        var place = Place.Of(payload, who);
        if (await AskReasonAsync(payload, who, press, place, cancellationToken)) return new Receipt.Taken();
        await recording.RecordAsync(
            new Spoken(presses.Name(press.Key(place.Container, who)), who, place.Where, press.Say, place.Message), cancellationToken);
        return new Receipt.Taken();
    }

    /// <summary>Opens the modal for a command that takes a reason. Where it cannot be opened, the command is said without one.</summary>
    private async Task<bool> AskReasonAsync(JsonObject payload, SlackAccount who, Press press, Place place, CancellationToken cancellationToken)
    {
        if (payload.Text("trigger_id") is not { } trigger || desk.ReasonWord(press.Say) is not { } word) return false;
        var profile = await profiles.FindAsync(who.User, cancellationToken);
        if (new ReasonModal(press.Say, word, place.Where, place.Message).Write(profile.Reader(time.GetUtcNow())) is not { } view) return false;
        var result = await api.CallAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view }, cancellationToken);
        if (result is SlackResult.Ok) return true;
        LogNoModal(press.Say, result.Line);
        return false;
    }

    private async Task<Receipt> SubmitAsync(JsonObject payload, SlackAccount who, CancellationToken cancellationToken)
    {
        if (payload.Object("view") is not { } view || ReasonModal.Read(view, who) is not { } spoken) LogForged(who.Id.Value);
        else await recording.RecordAsync(spoken, cancellationToken);
        return new Receipt.Taken();
    }

    private async Task<Receipt> SuggestAsync(JsonObject payload, SlackAccount who, CancellationToken cancellationToken) =>
        new Receipt.Taken(await menus.SuggestAsync(payload, who, cancellationToken));

    // A user of another workspace in a shared channel carries that workspace's id; of its organization nothing is said.
    private static SlackAccount? Who(JsonObject payload)
    {
        if (payload.Object("user") is not { } user || user.Text("id") is not { } id) return null;
        var enterprise = payload.Object("enterprise").Text("id") ?? payload.Object("team").Text("enterprise_id");
        var team = payload.Object("team").Text("id");
        var own = user.Text("team_id") ?? team;
        if (own is null) return null;
        return own == team || own == enterprise || team is null ? new SlackAccount(enterprise, team ?? own, id) : new SlackAccount(null, own, id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took no notice of something pressed by {Account}: it is not this bot's")]
    private partial void LogForged(string account);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody was asked for a reason of '{Say}', so it is said without one: {Why}")]
    private partial void LogNoModal(string say, string why);
}
