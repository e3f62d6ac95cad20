using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Requests;

/// <summary>Keeps every copy of a request's card at the newest state, brings the card to those who may approve, and tells the room
/// where it was asked how it ended.</summary>
internal sealed class RequestCards(IPeople people, IAddressBook addresses, IOutbox outbox) : IRequestObserver
{
    /// <inheritdoc/>
    public async Task ChangedAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        await outbox.PublishAsync(RequestCard.Build(request, people), await ApproversAsync(request, cancellationToken), cancellationToken);
        if (EndsByItself(request.State) && OriginOf(request) is { Channel: not "cli" } origin)
            await outbox.PublishAsync(Ending(request), [origin], cancellationToken);
    }

    /// <summary>Where a request was asked.</summary>
    public static ConversationAddress? OriginOf(ActionRequest request) =>
        request.Origin.Split(' ', 2) is [var channel, var conversation] ? new(channel, conversation) : null;

    /// <summary>How a conversation is written as an origin.</summary>
    public static string Origin(ConversationAddress where) => $"{where.Channel} {where.Conversation}";

    private async Task<IReadOnlyList<ConversationAddress>> ApproversAsync(ActionRequest request, CancellationToken cancellationToken) =>
        request.State != RequestState.Pending ? [] : await addresses.PersonalAsync(
            [.. people.ApproversBesides(request.Requester).SelectMany(person => person.Accounts)], cancellationToken);

    // A card that changes in place rings no bell; these states come while nobody is writing.
    private static bool EndsByItself(RequestState state) =>
        state is RequestState.Succeeded or RequestState.Failed or RequestState.Stale or RequestState.Indeterminate or RequestState.Expired;

    private Reply Ending(ActionRequest request) => new()
    {
        Title = RefusalTexts.Standing(request, people),
        Tone = RequestCard.ToneOf(request.State),
        Parts = [new Buttons([new(Text.Of("requests.button.details"), $"requests {request.Id}")])],
        Card = new($"request:{request.Id}:end"),
        Revision = request.Version,
    };
}
