using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Presses;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>Turns authenticated activities into recorded intents; answers only what the protocol wants answered at once.</summary>
internal sealed partial class TeamsBot(
    IInbox inbox, IAddressBook addresses, IOutbox outbox, RecentPresses presses, IOptions<TeamsOptions> options, TimeProvider time, ILogger<TeamsBot> logger)
    : TeamsActivityHandler
{
    private const string MessageReply = "application/vnd.microsoft.activity.message";
    private const string ErrorReply = "application/vnd.microsoft.error";
    private const int LongestEcho = 80;

    /// <inheritdoc/>
    protected override async Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        // Action.Submit, the fallback of Action.Execute, comes as a message whose value is the button's data.
        var press = activity.Value is null ? null : Press.Read(activity.Value);
        if (press is null && activity.Value is not null && string.IsNullOrWhiteSpace(activity.Text))
        {
            LogForged(activity.Id, activity.Conversation.Id);
            return;
        }
        switch (Sender.Of(activity, options.Value.TenantId))
        {
            case Sender.Known known:
                await ReceiveAsync(activity, known, press, Mentions.Remove(activity), cancellationToken);
                break;
            case Sender.Refused refused:
                LogRefused(refused.Log, activity.Id, activity.Conversation.Id, activity.From.Id);
                await RememberAsync(activity, null, cancellationToken);
                await SayAsync(activity, Reply.Refused(refused.Why), cancellationToken);
                break;
        }
    }

    /// <inheritdoc/>
    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        var reader = ReaderOf(activity);
        if (invokeValue.Action.Verb != Press.Verb || Press.Read(invokeValue.Action.Data) is not { } press)
        {
            LogForged(activity.Id, activity.Conversation.Id);
            return Error(StatusCodes.Status400BadRequest, "BadRequest", reader.Read(Text.Of("teams.press.unknown")));
        }
        switch (Sender.Of(activity, options.Value.TenantId))
        {
            case Sender.Known known:
                var isNew = await ReceiveAsync(activity, known, press, press.Say, cancellationToken);
                return Message(reader.Read(Text.Of(isNew ? "teams.press.working" : "teams.press.again", Short(press.Say))));
            case Sender.Refused refused:
                LogRefused(refused.Log, activity.Id, activity.Conversation.Id, activity.From.Id);
                return Message(reader.Read(refused.Why));
            default:
                throw new InvalidOperationException();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        await RememberAsync(turnContext.Activity, Sender.Of(turnContext.Activity, options.Value.TenantId) as Sender.Known, cancellationToken);
        await SayAsync(turnContext.Activity, Welcome.Card, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        addresses.ForgetAsync(TeamsReference.Of(turnContext.Activity).Address, cancellationToken);

    /// <inheritdoc/>
    protected override async Task OnConversationUpdateActivityAsync(ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        if (Concerns(activity.MembersRemoved, activity))
        {
            await addresses.ForgetAsync(TeamsReference.Of(activity).Address, cancellationToken);
        }
        else if (Concerns(activity.MembersAdded, activity))
        {
            await RememberAsync(activity, null, cancellationToken);
            // Teams says installationUpdate as well, and is welcomed there; the other channels say this alone.
            if (activity.ChannelId != TeamsReference.Teams) await SayAsync(activity, Welcome.Card, cancellationToken);
        }
    }

    private async Task<bool> ReceiveAsync(IActivity activity, Sender.Known sender, Press? press, string text, CancellationToken cancellationToken)
    {
        await RememberAsync(activity, sender, cancellationToken);
        var where = TeamsReference.Of(activity).Address;
        var isNew = await inbox.ReceiveAsync(
            new Intent(
                press?.Key(sender.Account.Value) is { } key ? $"teams:{presses.Name(key)}" : $"teams:{where.Conversation}/{activity.Id}",
                sender.Account, activity.From.Name, where, press?.Say ?? text, LocaleOf(activity), TimeZoneOf(activity), time.GetUtcNow(),
                press is null ? null : activity.ReplyToId),
            cancellationToken);
        if (!isNew) LogAgain(activity.Id, where.Conversation);
        return isNew;
    }

    private Task RememberAsync(IActivity activity, Sender.Known? sender, CancellationToken cancellationToken)
    {
        var reference = TeamsReference.Of(activity);
        var personal = activity.Conversation.ConversationType == "personal" ? sender?.Account : null;
        return addresses.RememberAsync(reference.Address, reference.Write(), personal, LocaleOf(activity), cancellationToken);
    }

    private Task SayAsync(IActivity activity, Reply reply, CancellationToken cancellationToken) => outbox.PublishAsync(
        reply with { Card = new CardKey($"teams/{activity.Id ?? activity.Conversation.Id}") }, [TeamsReference.Of(activity).Address], cancellationToken);

    private static bool Concerns(IList<ChannelAccount>? members, IActivity activity) =>
        members is not null && activity.Recipient is not null && members.Any(member => member.Id == activity.Recipient.Id);

    private Reader ReaderOf(IActivity activity) => new(Locale.From(LocaleOf(activity)), TimeZoneInfo.Utc, time.GetUtcNow());

    private static string? LocaleOf(IActivity activity) => (activity as Activity)?.Locale ?? ClientInfo(activity, "locale");

    private static string? TimeZoneOf(IActivity activity) => ClientInfo(activity, "timezone") ?? (activity as Activity)?.LocalTimezone;

    private static string? ClientInfo(IActivity activity, string name) =>
        activity.Entities?.FirstOrDefault(entity => entity?.Type == "clientInfo")?.Properties[name] is JValue { Value: string value } ? value : null;

    private static string Short(string say) => say.Length <= LongestEcho ? say : say[..LongestEcho] + "…";

    private static AdaptiveCardInvokeResponse Message(string words) => new() { StatusCode = StatusCodes.Status200OK, Type = MessageReply, Value = words };

    private static AdaptiveCardInvokeResponse Error(int status, string code, string message) =>
        new() { StatusCode = status, Type = ErrorReply, Value = new JObject { ["code"] = code, ["message"] = message } };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a sender: {Why} (activity {Activity}, conversation {Conversation}, from {From})")]
    private partial void LogRefused(string why, string? activity, string conversation, string? from);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a press: its data are not this bot's (activity {Activity}, conversation {Conversation})")]
    private partial void LogForged(string? activity, string conversation);

    [LoggerMessage(Level = LogLevel.Information, Message = "Received again: {Activity} of conversation {Conversation}")]
    private partial void LogAgain(string? activity, string conversation);
}
