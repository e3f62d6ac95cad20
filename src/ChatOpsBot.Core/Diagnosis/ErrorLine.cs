using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Finds the line of a log that says why a program ended: not simply the last one, which is often an echo.</summary>
internal static partial class ErrorLine
{
    private const int Around = 4;

    /// <summary>The lines around the one that says why; no line is marked when none of them does.</summary>
    public static LogExcerpt? In(ContainerLog? log)
    {
        if (log is null || log.Lines.Count == 0) return null;
        var lines = log.Lines;
        int? best = null;
        var weight = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var w = Weight(lines[i]);
            if (w > 0 && w >= weight) (best, weight) = (i, w);
        }
        var from = Math.Max(0, (best ?? lines.Count - 1) - Around);
        var to = best is { } b ? Math.Min(lines.Count, b + Around) : lines.Count;
        return new(log.Container, log.Previous, [.. lines.Skip(from).Take(to - from).Select(line => line.TrimEnd())], best - from);
    }

    /// <summary>The marked line without its time stamp; null when none is marked.</summary>
    public static string? Said(this LogExcerpt? excerpt) => excerpt?.Marked is { } at ? Stamp().Replace(excerpt.Lines[at], "").Trim() : null;

    private static int Weight(string line) => line switch
    {
        _ when Fatal().IsMatch(line) => 5,
        _ when Thrown().IsMatch(line) => 4,
        _ when Error().IsMatch(line) => 3,
        _ when Suspicious().IsMatch(line) => 2,
        _ when Warning().IsMatch(line) => 1,
        _ => 0,
    };

    [GeneratedRegex(@"\bpanic:|\b(FATAL|CRITICAL|EMERG)\b|\blevel=fatal\b|""level"":\s*""(fatal|critical)""|^Caused by:|\bout of memory\b", RegexOptions.IgnoreCase)]
    private static partial Regex Fatal();

    [GeneratedRegex(@"^[\w.$]+(Error|Exception)\b:?|\b(Unhandled|Uncaught) exception|^Exception in thread", RegexOptions.IgnoreCase)]
    private static partial Regex Thrown();

    [GeneratedRegex(@"\b(ERROR|ERR|SEVERE|Error:)|\blevel=error\b|""level"":\s*""error""|^E\d{4} ")]
    private static partial Regex Error();

    [GeneratedRegex(@"\b(error|exception|failed|failure|cannot|can't|could not|unable to|refused|denied|no such|not found|missing|invalid|must be|not set|is required|aborted)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Suspicious();

    [GeneratedRegex(@"\bWARN(ING)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Warning();

    [GeneratedRegex(@"^\[?\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]+(Z|[+-]\d\d:?\d\d)?\]?\s*")]
    private static partial Regex Stamp();
}
