using System.Security.Cryptography;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Cards;
using ChatOpsBot.Host.Channels.Teams.Cards;
using ChatOpsBot.Host.Channels.Teams.Files;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using Attachment = Microsoft.Bot.Schema.Attachment;

namespace ChatOpsBot.Host.Channels.Teams.Sending;

/// <summary>Teams and the other channels of Azure Bot Service, as the outbox sees them.</summary>
internal sealed partial class TeamsChannel(Connector connector, IAddressBook addresses, FileOffers files, Viewers viewers, ILogger<TeamsChannel> logger) : IChannel
{
    /// <summary>The content type of Adaptive Cards.</summary>
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    /// <inheritdoc/>
    public string Name => TeamsReference.ChannelName;

    /// <inheritdoc/>
    public async Task<PostingResult> PostAsync(Posting posting, CancellationToken cancellationToken)
    {
        if (await FindAsync(posting.Where, cancellationToken) is not { } reference) return new PostingResult.Never("the conversation is unknown", Closed: true);
        if (posting.ReplaceActivity is not null && !reference.ShowsCards) return new PostingResult.Gone($"{reference.Channel} cannot replace messages");
        var result = await SendAsync(posting, reference, CardSize.Limit, cancellationToken);
        // The limits are Microsoft's estimate; a message that is too large for the service all the same is sent once more, much shorter.
        if (result is PostingResult.Never { Why: var why } && why.StartsWith("413", StringComparison.Ordinal))
            result = await SendAsync(posting, reference, CardSize.Limit / 4, cancellationToken);
        if (result is not PostingResult.Posted) LogUnsent(result, posting.Where.Conversation, posting.ReplaceActivity);
        return result;
    }

    /// <inheritdoc/>
    public async Task ShowWorkingAsync(ConversationAddress where, CancellationToken cancellationToken)
    {
        if (await FindAsync(where, cancellationToken) is not { } reference) return;
        var result = await connector.SendAsync(reference, new Activity { Type = ActivityTypes.Typing }, null, cancellationToken);
        if (result is not PostingResult.Posted) LogNotTyping(result, where.Conversation);
    }

    private async Task<PostingResult> SendAsync(Posting posting, TeamsReference reference, int limit, CancellationToken cancellationToken)
    {
        if (!reference.ShowsCards) return await connector.SendAsync(reference, Plain(posting, limit), posting.ReplaceActivity, cancellationToken);
        var offers = posting.ReplaceActivity is null && files.Serves(reference);
        var card = CardRenderer.Render(posting.Reply, posting.Reader, NewToken(), limit, offers, await viewers.OfAsync(reference, posting.Reply, cancellationToken));
        var result = await connector.SendAsync(reference, Message(card), posting.ReplaceActivity, cancellationToken);
        // The message is there: whatever becomes of its files, it is not posted again.
        if (offers && result is PostingResult.Posted) await files.OfferAsync(reference, posting.Reply, card.Detail, posting.Reader);
        return result;
    }

    private static Activity Message(RenderedCard card) => new()
    {
        Type = ActivityTypes.Message,
        Summary = card.Summary,
        // The card goes onto the wire as it was measured; the SDK's serializer does not look into it.
        Attachments = [new Attachment { ContentType = CardType, Content = new JRaw(card.Json) }],
    };

    private static Activity Plain(Posting posting, int limit)
    {
        var text = CardText.Literal(PlainText.Render(posting.Reply, posting.Reader, width: null));
        return new Activity { Type = ActivityTypes.Message, TextFormat = TextFormatTypes.Plain, Text = VisibleText.Cut(text, limit / 3) };
    }

    private async Task<TeamsReference?> FindAsync(ConversationAddress where, CancellationToken cancellationToken) =>
        await addresses.FindAsync(where, cancellationToken) is { } json ? TeamsReference.Read(json) : null;

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not shown: {Result} (conversation {Conversation}, replacing {Replaced})")]
    private partial void LogUnsent(PostingResult result, string conversation, string? replaced);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No typing indicator: {Result} (conversation {Conversation})")]
    private partial void LogNotTyping(PostingResult result, string conversation);
}
