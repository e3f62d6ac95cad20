using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Clusters.Printing;

/// <summary>Finds the line of a log that says why the program ended.</summary>
public static partial class LogCulprit
{
    /// <summary>The index of the line, counted from 0; null when no line looks like a reason. The first line of the last fatal
    /// report wins, then the last line that speaks of an error.</summary>
    public static int? Find(IReadOnlyList<string> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (!Fatal().IsMatch(lines[i])) continue;
            // Reports cascade upwards: "panic: …" under "Unhandled exception …" belongs to it.
            while (i > 0 && Fatal().IsMatch(lines[i - 1])) i--;
            return Traceback().IsMatch(lines[i]) ? Conclusion(lines, i) : i;
        }
        for (var i = lines.Count - 1; i >= 0; i--)
            if (Error().IsMatch(lines[i]) && !Harmless().IsMatch(lines[i])) return i;
        return null;
    }

    // Python ends its report with the exception itself.
    private static int Conclusion(IReadOnlyList<string> lines, int from)
    {
        for (var i = from + 1; i < lines.Count; i++)
            if (lines[i].Length > 0 && !char.IsWhiteSpace(lines[i][0]) && Raised().IsMatch(lines[i])) return i;
        return from;
    }

    [GeneratedRegex(@"\bpanic:|\bfatal\b|\bFATAL\b|\bCRITICAL\b|\bEMERG\b|[Uu]nhandled [Ee]xception|[Uu]ncaught|Exception in thread|Traceback \(most recent call last\)|[Ss]egmentation fault|\bOutOfMemoryError\b|[Oo]ut of memory|[Cc]annot allocate memory|\b[Aa]ssertion failed", RegexOptions.None)]
    private static partial Regex Fatal();

    [GeneratedRegex(@"^Traceback \(most recent call last\)")]
    private static partial Regex Traceback();

    [GeneratedRegex(@"^[\w.]+(Error|Exception|Exit|Interrupt|Warning)?\b")]
    private static partial Regex Raised();

    [GeneratedRegex(@"error|exception|failed|failure|refused|denied|cannot|can't|could not|unable to|no such|not found|timed? ?out|unreachable|unauthorized|forbidden|invalid|missing", RegexOptions.IgnoreCase)]
    private static partial Regex Error();

    [GeneratedRegex(@"^\s+at |\b(0|no) (errors?|failed|failures?)\b|level=(info|debug)|""level"":\s*""(info|debug)""", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();
}
