using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>The words of a message, an alert's attachments and blocks included.</summary>
internal static class MessageTexts
{
    private static readonly string[] Texts = ["text", "fallback", "title", "pretext", "value"];

    /// <summary>All of them.</summary>
    public static IEnumerable<string> Of(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => member.Value is JsonValue value
            ? Texts.Contains(member.Key) && value.TryGetValue<string>(out var text) ? [text] : []
            : Of(member.Value)),
        JsonArray items => items.SelectMany(Of),
        _ => [],
    };
}
