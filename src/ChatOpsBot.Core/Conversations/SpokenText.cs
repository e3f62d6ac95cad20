using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Undoes what chat clients do to a typed command: dashes and quotes made pretty, spaces made unbreakable, links and
/// code marked up, characters turned into HTML entities. What could hide something from the reader is refused.</summary>
internal static partial class SpokenText
{
    /// <summary>The longest message that is read, in UTF-16 units.</summary>
    public const int Limit = 4000;

    /// <summary>The text as it was meant.</summary>
    /// <param name="spoken">What the channel received.</param>
    /// <param name="text">The clean text; empty when it is refused.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Text? Clean(string spoken, out string text)
    {
        text = "";
        var definition = SpokenDefinition.Split(spoken);
        var limit = definition is null ? Limit : SpokenDefinition.Limit;
        if (spoken.Length > limit) return Text.Of("dialog.too-long", spoken.Length, limit);
        var plain = spoken.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(spoken) : spoken;
        if (Refused(plain) is { } point) return Text.Of("dialog.hidden-character", point);
        text = definition is not null && SpokenDefinition.Split(plain) is var (head, body) ? $"{Line(head)}\n{SpokenDefinition.Clean(body)}" : Line(plain);
        return null;
    }

    /// <summary>A text in which links are what they show.</summary>
    internal static string WithoutLinks(string text) =>
        Link().Replace(text, match => match.Groups["label"].Success ? match.Groups["label"].Value : match.Groups["target"].Value);

    private static string Line(string spoken)
    {
        var plain = CodeFence().Replace(spoken, "$1");
        plain = Letters(plain);
        plain = WithoutLinks(plain);
        plain = LongDash().Replace(plain, "--");
        plain = ShortDash().Replace(plain, "-");
        return OtherDash().Replace(plain, "-").Trim();
    }

    private static string? Refused(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return Name(text[i]);
            if (rune.Value > char.MaxValue) i++;
            if (rune.Value is '\t' or '\n' or '\r') continue;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || Neutral.IsBidi(rune.Value) || rune.Value is >= 0xE0000 and <= 0xE007F)
                return Name(rune.Value);
        }
        return null;
    }

    private static string Name(int point) => "U+" + point.ToString("X4", CultureInfo.InvariantCulture);

    private static string Letters(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            switch (letter)
            {
                case '\r' or '`':
                    break;
                case '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB':
                    plain.Append('"');
                    break;
                case '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032':
                    plain.Append('\'');
                    break;
                case '\u2028' or '\u2029':
                    plain.Append('\n');
                    break;
                case '\t':
                    plain.Append(' ');
                    break;
                // The full-width forms that Chinese and Japanese keyboards write.
                case >= '\uFF01' and <= '\uFF5E':
                    plain.Append((char)(letter - 0xFEE0));
                    break;
                default:
                    if (Neutral.IsInvisible(letter)) break;
                    plain.Append(char.GetUnicodeCategory(letter) == UnicodeCategory.SpaceSeparator ? ' ' : letter);
                    break;
            }
        }
        return plain.ToString();
    }

    [GeneratedRegex(@"```(?:(?:shell|sh|bash|console|text|kubectl)?[ \t]*\r?\n)?(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeFence();

    // Slack: <https://shop.example|shop.example>; Markdown: [shop.example](https://shop.example).
    [GeneratedRegex(@"<(?<target>(?:https?|mailto):[^|<>\s]*)(?:\|(?<label>[^<>]*))?>|\[(?<label>[^\[\]]*)\]\((?:https?|mailto):[^()\s]*\)")]
    private static partial Regex Link();

    // "—previous" was "--previous"; a dash between spaces or letters was a dash.
    [GeneratedRegex(@"(?<=^|\s)(?:[\u2014\u2015\u2E3A](?=\w)|[\u2012\u2013\u2212](?=\w\w))")]
    private static partial Regex LongDash();

    [GeneratedRegex(@"(?<=^|\s)[\u2012\u2013\u2212](?=\w)")]
    private static partial Regex ShortDash();

    [GeneratedRegex(@"[\u2010-\u2015\u2212\u2E3A\uFE63]")]
    private static partial Regex OtherDash();
}
