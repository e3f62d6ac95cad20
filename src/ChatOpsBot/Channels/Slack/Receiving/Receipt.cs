using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>What became of something that Slack sent. Whatever it is, it is acknowledged: what was recorded, what does not concern the
/// bot, and what would be as wrong when sent again. What could not be recorded is an exception and is not acknowledged.</summary>
internal abstract record Receipt
{
    private Receipt() { }

    /// <summary>Acknowledged, with an answer that the protocol wants at once (options, a changed view); mostly none.</summary>
    public sealed record Taken(JsonObject? Answer = null) : Receipt;

    /// <summary>It is not what its type says.</summary>
    /// <param name="Problem">A sentence.</param>
    public sealed record Malformed(string Problem) : Receipt;
}
