using System.Globalization;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Host.Channels.Web.Rooms;

namespace ChatOpsBot.Host.Channels.Web;

/// <summary>The bot's own page, as the outbox sees it: what is posted is in the room's log before the windows are told.</summary>
internal sealed class WebChannel(IRoomLog log, RoomFeed feed) : IChannel
{
    /// <inheritdoc/>
    public string Name => RoomAddress.Channel;

    /// <inheritdoc/>
    public async Task<PostingResult> PostAsync(Posting posting, CancellationToken cancellationToken)
    {
        string id;
        if (posting.ReplaceActivity is { } replaced)
        {
            if (!long.TryParse(replaced, CultureInfo.InvariantCulture, out var number)
                || !await log.ReplaceAsync(posting.Where, number, posting.Reply, cancellationToken))
                return new PostingResult.Gone($"the room has no message {replaced}");
            id = replaced;
        }
        else
        {
            id = (await log.ShowItemAsync(posting, cancellationToken)).Id.ToString(CultureInfo.InvariantCulture);
        }
        // It is on record: a stop must not make it be posted again.
        await feed.ChangedAsync(posting.Where, CancellationToken.None);
        return new PostingResult.Posted(id);
    }

    /// <inheritdoc/>
    public Task ShowWorkingAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        feed.Of(where).ShowWorking();
        return Task.CompletedTask;
    }
}
