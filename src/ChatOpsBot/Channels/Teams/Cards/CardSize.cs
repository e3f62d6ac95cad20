using System.Text;

namespace ChatOpsBot.Host.Channels.Teams.Cards;

/// <summary>How large a card may be. Teams takes about 28 KB a card and 40 KB a bot's message, which it counts in UTF-16:
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages and
/// https://learn.microsoft.com/microsoftteams/limits-specifications-teams#chat. A card keeps to both.</summary>
internal static class CardSize
{
    /// <summary>Bytes of a card's UTF-8.</summary>
    public const int Limit = 28 * 1024;

    private const int MessageLimit = 40 * 1024;
    private const int Envelope = 4 * 1024;

    /// <summary>Whether a card of this JSON is within a limit of bytes.</summary>
    public static bool Fits(string json, int limit) =>
        Encoding.UTF8.GetByteCount(json) <= limit && json.Length * 2 <= Math.Min(limit * 2, MessageLimit - Envelope);
}
