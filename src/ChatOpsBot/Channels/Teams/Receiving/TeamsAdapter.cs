using ChatOpsBot.Host.Channels.Teams.Authentication;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>The SDK's adapter, which must not swallow what fails: a recorded activity is acknowledged, any other is sent again.</summary>
internal sealed partial class TeamsAdapter : CloudAdapter
{
    /// <summary>Makes the adapter. The SDK logs every turn at information level, so it gets no logger.</summary>
    public TeamsAdapter(ChannelAuthentication authentication, ILogger<TeamsAdapter> logger)
        : base(authentication, logger: null)
    {
        OnTurnError = (turn, exception) =>
        {
            LogFailed(logger, exception, turn.Activity.Type, turn.Activity.Id, turn.Activity.ChannelId, turn.Activity.Conversation?.Id);
            throw new TurnFailedException(exception);
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn failed: {Type} {Activity} of channel {Channel}, conversation {Conversation}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string type, string? activity, string? channel, string? conversation);
}

/// <summary>An activity could not be recorded; it is in the log already.</summary>
internal sealed class TurnFailedException(Exception cause) : Exception("The activity could not be recorded.", cause);
