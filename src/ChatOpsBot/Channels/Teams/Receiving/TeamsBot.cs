using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Presses;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Host.Channels.Teams.Cards;
using ChatOpsBot.Host.Channels.Teams.Files;
using ChatOpsBot.Host.Channels.Teams.Sending;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>Turns authenticated activities into recorded intents; answers only what the protocol wants answered at once.</summary>
internal sealed partial class TeamsBot(
    IInbox inbox, IAddressBook addresses, IOutbox outbox, RecentPresses presses, AttachedFiles attached, FileConsents consents,
    MessageExtension extension, CardRefreshing refreshing, IOptions<TeamsOptions> options, TimeProvider time, ILogger<TeamsBot> logger)
    : TeamsActivityHandler
{
    private const string MessageReply = "application/vnd.microsoft.activity.message";
    private const string ErrorReply = "application/vnd.microsoft.error";
    private const int LongestEcho = 80;
    private const string Upgrade = "add-upgrade";
    private const string Downgrade = "remove-upgrade";

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
                switch (await attached.ReadAsync(activity, Mentions.Remove(activity), cancellationToken))
                {
                    case Heard.Said said:
                        await ReceiveAsync(activity, known, press, said.Text, cancellationToken);
                        break;
                    case Heard.Refused unread:
                        await RememberAsync(activity, known, cancellationToken);
                        await SayAsync(activity, Reply.Refused(unread.Why), cancellationToken);
                        break;
                }
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
        if (invokeValue.Action.Verb == CardRefresh.Verb && CardRefresh.Read(invokeValue.Action.Data) is { } card)
            return await RefreshAsync(activity, card, reader, cancellationToken);
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
    protected override async Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionFetchTaskAsync(
        ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
    {
        if (action.CommandId != MessageExtension.Command) return await base.OnTeamsMessagingExtensionFetchTaskAsync(turnContext, action, cancellationToken);
        var activity = turnContext.Activity;
        switch (Sender.Of(activity, options.Value.TenantId))
        {
            case Sender.Known known:
                return await extension.AnswerAsync(action.MessagePayload, IntentOf(activity, known, $"teams:extension/{activity.Id}", ""), cancellationToken);
            case Sender.Refused refused:
                LogRefused(refused.Log, activity.Id, activity.Conversation.Id, activity.From.Id);
                return MessageExtension.Say(ReaderOf(activity).Read(refused.Why));
            default:
                throw new InvalidOperationException();
        }
    }

    /// <inheritdoc/>
    protected override Task OnTeamsFileConsentAcceptAsync(ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) =>
        ConsentAsync(turnContext.Activity, fileConsentCardResponse, fileConsentCardResponse.UploadInfo ?? new FileUploadInfo(), cancellationToken);

    /// <inheritdoc/>
    protected override Task OnTeamsFileConsentDeclineAsync(ITurnContext<IInvokeActivity> turnContext, FileConsentCardResponse fileConsentCardResponse, CancellationToken cancellationToken) =>
        ConsentAsync(turnContext.Activity, fileConsentCardResponse, null, cancellationToken);

    /// <inheritdoc/>
    protected override Task OnReactionsAddedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken)
    {
        // A thumb on a request's card is no vote: a vote is a command, by a button or typed.
        var activity = turnContext.Activity;
        foreach (var reaction in messageReactions) LogReaction(reaction.Type, activity.ReplyToId, activity.Conversation.Id, activity.From.Id);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        // A message is remembered with all that it says of its conversation; of anything else the service's address counts, which may change.
        if (turnContext.Activity is { } activity && activity.Type != ActivityTypes.Message) await FollowAsync(TeamsReference.Of(activity), cancellationToken);
        await base.OnTurnAsync(turnContext, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        await RememberAsync(turnContext.Activity, Sender.Of(turnContext.Activity, options.Value.TenantId) as Sender.Known, cancellationToken);
        if (turnContext.Activity.Action != Upgrade) await SayAsync(turnContext.Activity, Welcome.Card, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        // A new version of the app comes as the removal of the old one and the adding of the new: the bot stays, with all that it has there.
        turnContext.Activity.Action == Downgrade ? Task.CompletedTask : addresses.ForgetAsync(TeamsReference.Of(turnContext.Activity).Address, cancellationToken);

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

    // A consent says which file is meant and where to put it, and nothing else; whoever the person is, the file was offered in that chat.
    private async Task ConsentAsync(IInvokeActivity activity, FileConsentCardResponse answer, FileUploadInfo? to, CancellationToken cancellationToken)
    {
        if ((answer.Context as JObject)?[FileOffers.Context] is not JValue { Value: string offer })
        {
            LogForged(activity.Id, activity.Conversation.Id);
            return;
        }
        await RememberAsync(activity, Sender.Of(activity, options.Value.TenantId) as Sender.Known, cancellationToken);
        consents.Take(new FileConsent(TeamsReference.Of(activity), activity.ReplyToId, offer, to, ReaderOf(activity)));
    }

    private async Task<AdaptiveCardInvokeResponse> RefreshAsync(IInvokeActivity activity, CardKey card, Reader reader, CancellationToken cancellationToken)
    {
        switch (Sender.Of(activity, options.Value.TenantId))
        {
            case Sender.Known known:
                return await refreshing.ShowAsync(card, IntentOf(activity, known, $"teams:refresh/{activity.Id}", ""), activity.From.Id, cancellationToken) is { } shown
                    ? new() { StatusCode = StatusCodes.Status200OK, Type = TeamsChannel.CardType, Value = new JRaw(shown.Json) }
                    : Error(StatusCodes.Status404NotFound, "NotFound", reader.Read(Text.Of("teams.refresh.gone")));
            case Sender.Refused refused:
                LogRefused(refused.Log, activity.Id, activity.Conversation.Id, activity.From.Id);
                return Error(StatusCodes.Status403Forbidden, "Forbidden", reader.Read(refused.Why));
            default:
                throw new InvalidOperationException();
        }
    }

    private Intent IntentOf(IActivity activity, Sender.Known sender, string eventId, string text, string? card = null) => new(
        eventId, sender.Account, activity.From.Name, TeamsReference.Of(activity).Address, text, LocaleOf(activity), TimeZoneOf(activity), time.GetUtcNow(), card);

    private async Task<bool> ReceiveAsync(IActivity activity, Sender.Known sender, Press? press, string text, CancellationToken cancellationToken)
    {
        await RememberAsync(activity, sender, cancellationToken);
        var where = TeamsReference.Of(activity).Address;
        var id = press?.Key(sender.Account.Value) is { } key ? $"teams:{presses.Name(key)}" : $"teams:{where.Conversation}/{activity.Id}";
        var isNew = await inbox.ReceiveAsync(IntentOf(activity, sender, id, press?.Say ?? text, press is null ? null : activity.ReplyToId), cancellationToken);
        if (!isNew) LogAgain(activity.Id, where.Conversation);
        return isNew;
    }

    private Task RememberAsync(IActivity activity, Sender.Known? sender, CancellationToken cancellationToken)
    {
        var reference = TeamsReference.Of(activity);
        var personal = activity.Conversation.ConversationType == "personal" ? sender?.Account : null;
        return addresses.RememberAsync(reference.Address, reference.Write(), personal, LocaleOf(activity), cancellationToken);
    }

    private async Task FollowAsync(TeamsReference reference, CancellationToken cancellationToken)
    {
        if (await addresses.FindAsync(reference.Address, cancellationToken) is { } json && TeamsReference.Read(json) is { } known && !ServiceUrls.Same(known.ServiceUrl, reference.ServiceUrl))
            await addresses.RememberAsync(reference.Address, (known with { ServiceUrl = reference.ServiceUrl }).Write(), null, null, cancellationToken);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "A reaction ({Reaction}) to {Message} of conversation {Conversation} by {From} is no word to the bot")]
    private partial void LogReaction(string? reaction, string? message, string conversation, string? from);

    [LoggerMessage(Level = LogLevel.Information, Message = "Received again: {Activity} of conversation {Conversation}")]
    private partial void LogAgain(string? activity, string conversation);
}
