using System.Text.Json.Nodes;

namespace ChatOpsBot.Host.Channels.Slack.Sending;

/// <summary>What chat.postMessage and its like are called with. https://docs.slack.dev/reference/methods/chat.postMessage#arguments</summary>
internal static class MessageArguments
{
    // "for best results, limit the number of characters in the text field to 4,000": https://docs.slack.dev/reference/methods/chat.postMessage#truncating
    private const int LongestText = 4000;

    /// <summary>A message for a conversation.</summary>
    /// <param name="reference">The conversation.</param>
    /// <param name="text">Its words, escaped.</param>
    /// <param name="blocks">Its blocks; null: none are spoken of, and empty: those that an update would keep are taken away.</param>
    public static JsonObject Of(SlackReference reference, string text, JsonArray? blocks)
    {
        var arguments = new JsonObject { ["channel"] = reference.Channel, ["text"] = text, ["unfurl_links"] = false, ["unfurl_media"] = false };
        if (blocks is not null) arguments["blocks"] = blocks;
        if (reference.Thread is { } thread) arguments["thread_ts"] = thread;
        return arguments;
    }

    /// <summary>Text whose signs mean themselves. https://docs.slack.dev/messaging/formatting-message-text#escaping</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Text that is not too long for a message without blocks.</summary>
    public static string Cut(string text) => text.Length <= LongestText ? text : text[..(LongestText - 2)] + " …";
}
