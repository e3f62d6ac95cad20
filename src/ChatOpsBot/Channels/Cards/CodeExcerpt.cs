using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Host.Channels.Cards;

/// <summary>The lines of a code part that are shown: of a log the end, of anything else the start; the marked line always.</summary>
/// <param name="Lines">Those shown.</param>
/// <param name="Above">How many lines before them are not.</param>
/// <param name="Below">How many lines behind them are not.</param>
/// <param name="Marked">The index among <paramref name="Lines"/> of the line that says why; null when no line is marked.</param>
internal sealed record CodeExcerpt(ArraySegment<string> Lines, int Above, int Below, int? Marked)
{
    /// <summary>Of a code part.</summary>
    /// <param name="code">The part.</param>
    /// <param name="most">The most lines.</param>
    public static CodeExcerpt Of(Code code, int most)
    {
        var lines = code.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var shown = Math.Min(lines.Length, most);
        var start = Start(code, lines.Length, shown);
        return new CodeExcerpt(new ArraySegment<string>(lines, start, shown), start, lines.Length - start - shown, code.Marked - start);
    }

    private static int Start(Code code, int lines, int shown)
    {
        if (code.Marked is { } marked && marked >= 0 && marked < lines) return Math.Clamp(marked - shown / 2, 0, lines - shown);
        return code.Language == "log" ? lines - shown : 0;
    }
}
