using System.Security.Cryptography;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Teams.Cards;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>Shows a card that lives to one of its viewers: its newest state, with the buttons that this person may press.</summary>
internal sealed partial class CardRefreshing(TeamsDesk desk, TimeProvider time, ILogger<CardRefreshing> logger)
{
    /// <summary>How long it may take: Teams waits for 10 seconds or a little more, and shows the card as it was sent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The card; null when there is none to show.</summary>
    /// <param name="card">Which.</param>
    /// <param name="viewer">Who looks, and where; nothing is said.</param>
    /// <param name="user">How Teams calls the viewer ("29:…").</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<RenderedCard?> ShowAsync(CardKey card, Intent viewer, string user, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await desk.ViewAsync(card, viewer, either.Token) is { } view
                ? CardRenderer.Render(view.Reply, view.Reader, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), refresh: new CardRefresh(card, [user]))
                : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogSlow(card.Value, viewer.Where.Conversation);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The card {Card} could not be read in time for one of its viewers (conversation {Conversation})")]
    private partial void LogSlow(string card, string conversation);
}
