using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What a channel is asked to show.</summary>
/// <param name="Where">The conversation.</param>
/// <param name="Reply">What to show.</param>
/// <param name="Reader">Whose language and zone.</param>
/// <param name="ReplaceActivity">The channel's id of the message to update in place; null: a new message.</param>
/// <param name="Item">The outbox's number of it, the same however often it is tried: a channel that keeps its messages in the bot's own
/// store shows one number once.</param>
/// <param name="Answers">The event of the intent that a new message answers (<see cref="Intent.EventId"/>); null for what nobody asked there.</param>
/// <param name="LeftSince">When it was put on its way, for what an earlier process left: that one may have shown it and died before it
/// could say so. A channel whose service can be asked does not show it again. Null for what is sent for the first time.</param>
public sealed record Posting(
    ConversationAddress Where, Reply Reply, Reader Reader, string? ReplaceActivity, long Item, string? Answers = null, DateTimeOffset? LeftSince = null);

/// <summary>How a posting ended.</summary>
public abstract record PostingResult
{
    private PostingResult() { }

    /// <summary>Shown; the channel's id of the message, with which it can be updated.</summary>
    public sealed record Posted(string ActivityId) : PostingResult;

    /// <summary>Not now: throttled, or the service is away.</summary>
    public sealed record Later(TimeSpan? After, string Why) : PostingResult;

    /// <summary>The message to update is gone; post it anew.</summary>
    public sealed record Gone(string Why) : PostingResult;

    /// <summary>Never: the message is refused, or nothing can be posted there any more.</summary>
    /// <param name="Why">The service's words.</param>
    /// <param name="Closed">The conversation itself is closed to the bot (removed, blocked, disabled): its address is forgotten
    /// until somebody writes there again. False: only this message is refused.</param>
    /// <param name="MayBeShown">The service failed in the middle: it may have the message all the same, and is not given it twice.</param>
    public sealed record Never(string Why, bool Closed = false, bool MayBeShown = false) : PostingResult;
}

/// <summary>A chat service, as the outbox sees it.</summary>
public interface IChannel
{
    /// <summary>The first part of its addresses: teams, slack, web.</summary>
    string Name { get; }

    /// <summary>Shows a reply. Expected trouble is a result; an exception is a fault and is tried again.</summary>
    Task<PostingResult> PostAsync(Posting posting, CancellationToken cancellationToken);

    /// <summary>Shows that the bot is working on it, where the service can; failures do not matter.</summary>
    Task ShowWorkingAsync(ConversationAddress where, CancellationToken cancellationToken);

    /// <summary>An earlier process died over an answer there and may have left such a sign: a channel whose signs stay finds it, so that
    /// the answer takes its place. Failures do not matter.</summary>
    /// <param name="where">The conversation.</param>
    /// <param name="since">When the question was received.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    Task FindWorkingAsync(ConversationAddress where, DateTimeOffset since, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Where channels put what they received: persisted before it is acknowledged, answered once.</summary>
public interface IInbox
{
    /// <summary>Records an intent.</summary>
    /// <returns>False when an event of this id is there already: a redelivery, which needs no work.</returns>
    Task<bool> ReceiveAsync(Intent intent, CancellationToken cancellationToken);
}

/// <summary>How to reach conversations that nobody is writing in at the moment.</summary>
public interface IAddressBook
{
    /// <summary>Keeps a channel's own reference (JSON) to a conversation, replacing an older one.</summary>
    /// <param name="where">The conversation.</param>
    /// <param name="reference">What the channel needs to post there.</param>
    /// <param name="personalOf">The account whose personal chat with the bot this is; null for rooms, and when it is not said, which leaves it as it was.</param>
    /// <param name="locale">The language last seen there (BCP 47).</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task RememberAsync(ConversationAddress where, string reference, AccountId? personalOf, string? locale, CancellationToken cancellationToken);

    /// <summary>The channel's reference; null when the conversation is unknown.</summary>
    Task<string?> FindAsync(ConversationAddress where, CancellationToken cancellationToken);

    /// <summary>The personal chats of the accounts that have one.</summary>
    Task<IReadOnlyList<ConversationAddress>> PersonalAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);

    /// <summary>Forgets a conversation that the bot was removed from.</summary>
    Task ForgetAsync(ConversationAddress where, CancellationToken cancellationToken);
}

/// <summary>Posts without having been asked in that conversation just now: cards of requests to approvers.</summary>
public interface IOutbox
{
    /// <summary>Makes a reply that has a card key the newest state of that card, unless there is one of a later revision: every copy
    /// is updated, and each address that has no copy yet gets one. Publishing the same again changes nothing.</summary>
    Task PublishAsync(Reply card, IReadOnlyCollection<ConversationAddress> alsoTo, CancellationToken cancellationToken);
}

/// <summary>The cards that live: what the outbox keeps of them.</summary>
public interface ICards
{
    /// <summary>A card's newest state; null when there is no such card, or no longer.</summary>
    Task<Reply?> FindAsync(CardKey card, CancellationToken cancellationToken);
}
