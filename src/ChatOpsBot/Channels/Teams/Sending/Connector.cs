using ChatOpsBot.Core.Conversations;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace ChatOpsBot.Host.Channels.Teams.Sending;

/// <summary>Sends to the connector service of a conversation; expected trouble is a result.</summary>
internal sealed class Connector(ConnectorClients clients, TimeProvider time)
{
    /// <summary>Sends an activity.</summary>
    /// <param name="reference">Where.</param>
    /// <param name="activity">What.</param>
    /// <param name="replaces">The id of the message that it takes the place of; null: a new one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<PostingResult> SendAsync(TeamsReference reference, Activity activity, string? replaces, CancellationToken cancellationToken)
    {
        try
        {
            var client = await clients.ForAsync(reference.ServiceUrl);
            var addressed = reference.Addressed(activity);
            var response = replaces is not null
                ? await client.Conversations.UpdateActivityAsync(reference.Conversation, replaces, addressed, cancellationToken)
                : await client.Conversations.SendToConversationAsync(reference.Conversation, addressed, cancellationToken);
            return new PostingResult.Posted(response?.Id is { Length: > 0 } id ? id : replaces ?? "");
        }
        catch (Exception exception) when (ConnectorFailures.Judge(exception, replaces is not null, time.GetUtcNow()) is { } result)
        {
            return result;
        }
    }
}
