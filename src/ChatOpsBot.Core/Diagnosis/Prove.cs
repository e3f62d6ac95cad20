using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Makes evidence.</summary>
internal static class Prove
{
    private const int Longest = 400;

    /// <summary>A field and its value.</summary>
    public static Evidence Field(Text path, Text value) => new(path, value is Text.Literal literal ? Cut(literal.Value) : value);

    /// <summary>An event: its reason, how often and when last, and its message.</summary>
    public static Evidence By(Event e) => new(
        Text.Of("diagnosis.where.event", e.Reason, e.Times, e.LastSeen is { } at ? at : "?"), Cut(e.Message));

    /// <summary>A line of a log.</summary>
    public static Evidence Log(LogExcerpt log, string line) =>
        new(Text.Of(log.Previous ? "diagnosis.where.previous-log" : "diagnosis.where.log", log.Container), Cut(line));

    /// <summary>A message of the cluster in one line of bearable length.</summary>
    public static string Cut(string? message)
    {
        var line = string.Join(' ', (message ?? "").Split((char[])['\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
