using System.Globalization;
using System.Text;

namespace ChatOpsBot.Core.Redaction;

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

    /// <summary>Marks that change the order in which text is shown (Unicode standard annex 9).</summary>
    internal static bool IsBidi(int point) => point is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Characters without width.</summary>
    internal static bool IsInvisible(int point) => point is 0x00AD or 0x180E or 0x200B or 0x200C or 0x200D or (>= 0x2060 and <= 0x2064) or 0xFEFF;

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
            || IsBidi(rune.Value) || IsInvisible(rune.Value)
            || rune.Value is 0x2028 or 0x2029 or (>= 0xE0000 and <= 0xE007F));
}
