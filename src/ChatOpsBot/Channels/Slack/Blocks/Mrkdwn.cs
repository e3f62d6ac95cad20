using System.Buffers;
using System.Text;

namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>Slack's mark-up: https://docs.slack.dev/messaging/formatting-message-text#escaping</summary>
internal static class Mrkdwn
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("*_~`:<>&\\@#");

    /// <summary>The text with its three control characters escaped, so that it can neither mention nor link; its start and an
    /// ellipsis where that is longer than <paramref name="most"/> UTF-16 units. Never cuts an escape or a surrogate pair.</summary>
    public static string Escape(string text, int most)
    {
        var escaped = new StringBuilder(Math.Min(text.Length, most));
        // How much of it leaves room for the ellipsis.
        var whole = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => rune.ToString(),
            });
            if (escaped.Length <= most - 1) whole = escaped.Length;
            else if (escaped.Length > most) return escaped.ToString(0, whole) + "…";
        }
        return escaped.ToString();
    }

    /// <summary>Whether mrkdwn would show a text as it is: nothing in it begins formatting, an emoji, a mention or a link.</summary>
    public static bool IsPlain(string text) => !text.AsSpan().ContainsAny(Marks) && !text.Contains("www.", StringComparison.OrdinalIgnoreCase);
}
