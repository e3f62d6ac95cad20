using System.Text.RegularExpressions;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Takes Slack's own markup out of what was said; links stay for whoever reads the words.
/// https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages</summary>
internal static partial class Mentions
{
    /// <summary>The text without mentions of the bot, and with the names alone of everybody and everything else.</summary>
    /// <param name="text">As it came; what a person typed as an angle bracket is an entity there, so a mention cannot be forged.</param>
    /// <param name="bot">The bot's user.</param>
    public static string Remove(string text, string? bot) => Reference().Replace(text, match =>
        match.Groups["sign"].Value == "@" && match.Groups["id"].Value == bot
            ? ""
            : (match.Groups["sign"].Value is "!" ? "@" : match.Groups["sign"].Value)
                + (match.Groups["label"] is { Success: true, Length: > 0 } label ? label.Value.TrimStart('@', '#') : match.Groups["id"].Value)).Trim();

    [GeneratedRegex(@"<(?<sign>[@#!])(?<id>[^<>|\s]{1,200})(?:\|(?<label>[^<>]{0,200}))?>")]
    private static partial Regex Reference();
}
