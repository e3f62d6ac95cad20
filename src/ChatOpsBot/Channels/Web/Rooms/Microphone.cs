using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Web.Visitors;

namespace ChatOpsBot.Host.Channels.Web.Rooms;

/// <summary>What a visitor types or presses becomes an intent, on record before the window goes on.</summary>
internal sealed class Microphone(IRoomLog log, IInbox inbox, RoomFeed feed, TimeProvider time)
{
    /// <summary>The longest text that is taken: one more than a definition may have, so that one that was cut is refused as too long
    /// and never checked as if it were whole.</summary>
    public const int Longest = SpokenDefinition.Limit + 1;

    /// <summary>Says something in a room: everybody there sees it, and then the answer.</summary>
    /// <returns>What was said, as the room shows it.</returns>
    public async Task<RoomMessage> SayAsync(Visitor visitor, ConversationAddress where, string text, Reader reader, CancellationToken cancellationToken)
    {
        var intent = Make(visitor, where, text, reader);
        var said = await log.SayAsync(intent, cancellationToken);
        await feed.ChangedAsync(where, cancellationToken);
        await inbox.ReceiveAsync(intent, cancellationToken);
        return said;
    }

    /// <summary>Presses a button of a message. On a card that lives on, the answer takes the card's place; elsewhere it is the same as typing.</summary>
    public Task PressAsync(Visitor visitor, RoomMessage message, string command, Reader reader, CancellationToken cancellationToken) =>
        message.Reply?.Card is null
            ? SayAsync(visitor, message.Where, command, reader, cancellationToken)
            : inbox.ReceiveAsync(
                Make(visitor, message.Where, command, reader) with { CardActivity = message.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) }, cancellationToken);

    private Intent Make(Visitor visitor, ConversationAddress where, string text, Reader reader)
    {
        var now = time.GetUtcNow();
        return new Intent(
            Guid.CreateVersion7(now).ToString(), visitor.Account, visitor.Name, where, text.Length > Longest ? text[..Longest] : text,
            reader.Locale.Tag, reader.Zone.Id, now);
    }
}
