using ChatOpsBot.Core.Identity;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Where a conversation takes place.</summary>
/// <param name="Channel">teams, slack, web, cli.</param>
/// <param name="Conversation">The channel's own id of the room, chat or thread.</param>
public sealed record ConversationAddress(string Channel, string Conversation);

/// <summary>Something that a person said or pressed: the same to everything behind the channels.</summary>
/// <param name="EventId">The channel's id of the event; a second event with the same id is answered by the first one's answer.</param>
/// <param name="Account">Who, as the channel vouches for it.</param>
/// <param name="SenderName">How the channel calls the sender, to be shown only.</param>
/// <param name="Where">Where it was said and is answered.</param>
/// <param name="Text">What was said, mentions of the bot removed; for a button, its command.</param>
/// <param name="Locale">BCP 47 tag of the sender's client, if it said one.</param>
/// <param name="TimeZone">IANA zone of the sender's client, if it said one.</param>
/// <param name="At">When it arrived.</param>
/// <param name="CardActivity">For a button: the channel's id of the message that carries the card, which the answer may replace.</param>
public sealed record Intent(
    string EventId,
    AccountId Account,
    string? SenderName,
    ConversationAddress Where,
    string Text,
    string? Locale,
    string? TimeZone,
    DateTimeOffset At,
    string? CardActivity = null);
