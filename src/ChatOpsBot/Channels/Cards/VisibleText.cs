using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatOpsBot.Host.Channels.Cards;

/// <summary>Any text, so that what is in a pod's name or a log line is seen as what it is.</summary>
internal static class VisibleText
{
    private const char Replacement = '\uFFFD';

    // Nearly all texts have nothing else.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => (char)letter), '\n']);

    /// <summary>The text with everything invisible made visible: bidi controls, zero-width and other format characters, control
    /// characters and halves of surrogate pairs become U+FFFD. A tab becomes four blanks, a carriage return nothing.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain)) return text;
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n') safe.Append('\n');
            else if (rune.Value is '\t') safe.Append("    ");
            else if (rune.Value is '\r') continue;
            else if (IsInvisible(rune)) safe.Append(Replacement);
            else safe.Append(rune.ToString());
        }
        return safe.ToString();
    }

    /// <summary>The text, or its start and an ellipsis, of no more UTF-16 units than given; never cuts a surrogate pair.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = Math.Max(0, most - 1);
        if (end > 0 && char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        // Letters that show nothing: Hangul fillers, the Braille blank, variation selectors.
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
