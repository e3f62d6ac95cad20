using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Conversations.Requests;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Host.Channels.Web.Visitors;

namespace ChatOpsBot.Host.Channels.Web.Page;

/// <summary>What a window asks for itself, outside of every room: nothing of it is said aloud or changes anything.</summary>
public sealed class Desk
{
    private readonly Conversation _conversation;
    private readonly Completion _completion;
    private readonly WaitingRequests _waiting;
    private readonly Exhibits _exhibits;
    private readonly TimeProvider _time;

    internal Desk(Conversation conversation, Completion completion, WaitingRequests waiting, Exhibits exhibits, TimeProvider time) =>
        (_conversation, _completion, _waiting, _exhibits, _time) = (conversation, completion, waiting, exhibits, time);

    /// <summary>The requests that a visitor may decide on.</summary>
    public Task<IReadOnlyList<Reply>> WaitingAsync(Visitor visitor, CancellationToken cancellationToken) => _waiting.ForAsync(visitor.Account, cancellationToken);

    /// <summary>Whether a message shows a walk.</summary>
    public static bool ShowsWalk(RoomMessage message) => message.Reply?.Card is { } card && Exhibits.IsWalk(card);

    /// <summary>A walk's path as it stands now; null when there is none to see.</summary>
    public Task<Picture?> PathAsync(Visitor visitor, CardKey walk, Reader reader, CancellationToken cancellationToken) =>
        _exhibits.WalkAsync(visitor.Account, walk, reader, cancellationToken);

    /// <summary>A pod's anatomy as it stands now; null when it is gone.</summary>
    public Task<Picture?> AnatomyAsync(Visitor visitor, PodName pod, Reader reader, CancellationToken cancellationToken) =>
        _exhibits.PodAsync(visitor.Account, pod, reader, cancellationToken);

    /// <summary>The answer to a command that only reads.</summary>
    public Task<Reply> AskAsync(Visitor visitor, string command, Reader reader, CancellationToken cancellationToken) =>
        _conversation.AnswerAsync(Intent(visitor, RoomAddress.Personal(visitor), command, reader), cancellationToken);

    /// <summary>How what a visitor types may go on.</summary>
    public Task<IReadOnlyList<Suggestion>> CompleteAsync(Visitor visitor, ConversationAddress where, string text, Reader reader, CancellationToken cancellationToken) =>
        _completion.CompleteAsync(Intent(visitor, where, text, reader), cancellationToken);

    private Intent Intent(Visitor visitor, ConversationAddress where, string text, Reader reader)
    {
        var now = _time.GetUtcNow();
        return new(Guid.CreateVersion7(now).ToString(), visitor.Account, visitor.Name, where, text, reader.Locale.Tag, reader.Zone.Id, now);
    }
}
