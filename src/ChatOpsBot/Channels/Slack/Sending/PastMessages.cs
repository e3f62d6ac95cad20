using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Slack.Api;

namespace ChatOpsBot.Host.Channels.Slack.Sending;

/// <summary>What a conversation has of the bot's already.</summary>
/// <param name="Shown">The ts of the message that was asked for; null: it is not there.</param>
/// <param name="Sign">The ts of a sign of working that nothing took the place of.</param>
/// <param name="Files">The names of the files there.</param>
internal sealed record Past(string? Shown, string? Sign, IReadOnlySet<string> Files);

/// <summary>Asks Slack what of the bot's stands in a conversation, which is known by the metadata that it was sent with
/// (https://docs.slack.dev/messaging/message-metadata). Direct messages can be asked with im:history, which the bot needs anyway; channels
/// only with channels:history or groups:history, which an installation may refuse.</summary>
internal sealed partial class PastMessages(SlackApi api, ILogger<PastMessages> logger)
{
    private const string Item = "chatops_item";
    private const string Working = "chatops_working";

    // Slack's clock and the bot's may differ by so much.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>What an answer is marked with.</summary>
    public static JsonObject MarkOf(long item) => Mark(Item, new JsonObject { ["item"] = Number(item) });

    /// <summary>What a sign of working is marked with.</summary>
    public static JsonObject WorkingMark => Mark(Working, []);

    /// <summary>Asks.</summary>
    /// <param name="reference">The conversation.</param>
    /// <param name="item">The number of the message that may be there.</param>
    /// <param name="since">What is older is not asked for.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>Null when Slack does not tell.</returns>
    public async Task<Past?> FindAsync(SlackReference reference, long item, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // "999": https://docs.slack.dev/reference/methods/conversations.history
        var arguments = new JsonObject
        {
            ["channel"] = reference.Channel,
            ["oldest"] = (since - Skew).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["limit"] = "999",
            ["include_all_metadata"] = "true",
        };
        if (reference.Thread is { } thread) arguments["ts"] = thread;
        var result = await api.CallAsync(reference.Thread is null ? "conversations.history" : "conversations.replies", arguments, cancellationToken);
        if (result is SlackResult.Ok { Body: var body }) return Read([.. body.Objects("messages")], Number(item));
        LogUntold(result.Line, reference.Address.Conversation);
        return null;
    }

    private static Past Read(IReadOnlyList<JsonObject> messages, string item)
    {
        string? Find(string type, Func<JsonObject, bool> fits) => messages.FirstOrDefault(message =>
            message.Object("metadata") is { } mark && mark.Text("event_type") == type && fits(message)).Text("ts");
        return new(
            Find(Item, message => message.Object("metadata").Object("event_payload").Text("item") == item),
            Find(Working, _ => true),
            messages.SelectMany(message => message.Objects("files")).Select(file => file.Text("name") ?? "").ToHashSet());
    }

    private static JsonObject Mark(string type, JsonObject payload) => new() { ["event_type"] = type, ["event_payload"] = payload };

    private static string Number(long item) => item.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack does not tell what stands there: {Why} (conversation {Conversation})")]
    private partial void LogUntold(string why, string conversation);
}
