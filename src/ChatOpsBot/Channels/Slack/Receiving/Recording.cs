using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Something that a person said or pressed at Slack.</summary>
/// <param name="Event">What names it however often it comes.</param>
/// <param name="Who">The sender.</param>
/// <param name="Where">Where it is answered.</param>
/// <param name="Text">The words.</param>
/// <param name="Pressed">For a button: the ts of its message.</param>
internal sealed record Spoken(string Event, SlackAccount Who, SlackReference Where, string Text, string? Pressed = null);

/// <summary>Makes intents of what people say and puts them on record.</summary>
internal sealed partial class Recording(
    IInbox inbox, IAddressBook addresses, IOutbox outbox, SlackProfiles profiles, IOptions<SlackOptions> options, TimeProvider time, ILogger<Recording> logger)
{
    /// <summary>Records it, unless it is there already.</summary>
    /// <returns>False: the sender's workspace is not served. The sender is told.</returns>
    public async Task<bool> RecordAsync(Spoken spoken, CancellationToken cancellationToken)
    {
        var profile = await profiles.FindAsync(spoken.Who.User, cancellationToken);
        await RememberAsync(spoken.Where, spoken.Who, profile.Locale, cancellationToken);
        var id = SlackEvent.Name(spoken.Event, spoken.Who.User);
        if (!spoken.Who.IsServed(options.Value))
        {
            LogRefused(spoken.Who.Id, spoken.Event);
            var refusal = Reply.Refused(Text.Of("slack.refused.workspace")) with { Card = new CardKey(id) };
            await outbox.PublishAsync(refusal, [spoken.Where.Address], cancellationToken);
            return false;
        }
        var intent = new Intent(
            id, spoken.Who.Id, profile.Name, spoken.Where.Address, spoken.Text, profile.Locale, profile.TimeZone, time.GetUtcNow(), spoken.Pressed);
        if (!await inbox.ReceiveAsync(intent, cancellationToken)) LogAgain(id);
        return true;
    }

    /// <summary>Keeps how to write there.</summary>
    public async Task RememberAsync(SlackReference where, SlackAccount who, string? locale, CancellationToken cancellationToken)
    {
        // A slash command does not say which channel the direct message is; what is known of it stays.
        if (where.IsDirect && where.Channel == where.User
            && await addresses.FindAsync(where.Address, cancellationToken) is { } json && SlackReference.Read(json) is { } known) where = known;
        AccountId? personalOf = where.IsDirect && where.Thread is null ? who.Id : null;
        await addresses.RememberAsync(where.Address, where.Write(), personalOf, locale, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Account}: its workspace is not among those that are served ({Event})")]
    private partial void LogRefused(AccountId account, string @event);

    [LoggerMessage(Level = LogLevel.Information, Message = "Received again: {Event}")]
    private partial void LogAgain(string @event);
}

/// <summary>The names of Slack's events as the inbox keeps them. They end with the sender, so that an answer can be shown to the sender alone.</summary>
internal static class SlackEvent
{
    /// <summary>The name of an event.</summary>
    public static string Name(string of, string user) => $"slack:{of}@{user}";

    /// <summary>Who sent the event of that name; null when it is none of Slack's.</summary>
    public static string? Sender(string? name) =>
        name is not null && name.StartsWith("slack:", StringComparison.Ordinal) && name.LastIndexOf('@') is var at and >= 0 ? name[(at + 1)..] : null;
}
