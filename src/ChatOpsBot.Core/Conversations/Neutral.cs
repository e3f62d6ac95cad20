using System.Globalization;
using System.Text;

namespace ChatOpsBot.Core.Conversations;

/// <summary>Text of the cluster made harmless to read: nothing in it can reorder, hide or overwrite what stands beside it.</summary>
public static class Neutral
{
    /// <summary>The text with each bidi, invisible and control character (tabs and line ends excepted) written as its code point,
    /// such as ‹U+202E›, and lone surrogates as U+FFFD.</summary>
    public static string Of(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal)) text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!NeedsWork(text)) return text;
        var neutral = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHarmful(rune)) neutral.Append(CultureInfo.InvariantCulture, $"‹U+{rune.Value:X4}›");
            else neutral.Append(rune);
        }
        return neutral.ToString();
    }

    /// <summary>The text on one line: line ends and tabs become spaces.</summary>
    public static string Line(string text) => Of(text).ReplaceLineEndings(" ").Replace('\t', ' ');

    private static bool NeedsWork(string text)
    {
        foreach (var letter in text)
        {
            if (letter is (>= ' ' and <= '~') or '\n' or '\t') continue;
            if (char.IsSurrogate(letter) || IsHarmful(new Rune(letter))) return true;
        }
        return false;
    }

    private static bool IsHarmful(Rune rune) => rune.Value is not ('\t' or '\n')
        && (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
            || SpokenText.IsBidi(rune.Value) || SpokenText.IsInvisible(rune.Value)
            || rune.Value is 0x2028 or 0x2029 or (>= 0xE0000 and <= 0xE007F));
}
