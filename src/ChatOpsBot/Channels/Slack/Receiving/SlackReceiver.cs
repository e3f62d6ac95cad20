using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Takes what Slack sends, the same whether it came by a request or through a socket.</summary>
internal sealed class SlackReceiver(EventReceiver events, CommandReceiver commands, InteractionReceiver interactions)
{
    /// <summary>Events: mentions, direct messages, the App Home.</summary>
    public const string Events = "events_api";

    /// <summary>Slash commands.</summary>
    public const string Commands = "slash_commands";

    /// <summary>Buttons, lists, shortcuts and modals.</summary>
    public const string Interactive = "interactive";

    /// <summary>Takes a payload of a type; others do not concern the bot.</summary>
    public Task<Receipt> ReceiveAsync(string type, JsonObject payload, CancellationToken cancellationToken) => type switch
    {
        Events => events.ReceiveAsync(payload, cancellationToken),
        Commands => commands.ReceiveAsync(payload, cancellationToken),
        Interactive => interactions.ReceiveAsync(payload, cancellationToken),
        _ => Task.FromResult<Receipt>(new Receipt.Taken()),
    };
}
