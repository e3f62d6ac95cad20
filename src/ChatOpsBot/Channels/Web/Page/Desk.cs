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
    private readonly TimeProvider _time;

    internal Desk(Conversation conversation, Completion completion, WaitingRequests waiting, TimeProvider time) =>
        (_conversation, _completion, _waiting, _time) = (conversation, completion, waiting, time);

    /// <summary>The requests that a visitor may decide on.</summary>
    public Task<IReadOnlyList<Reply>> WaitingAsync(Visitor visitor, CancellationToken cancellationToken) => _waiting.ForAsync(visitor.Account, cancellationToken);

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
