using ChatOpsBot.Core.Redaction;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>The end of a log without credentials, short enough for a card.</summary>
internal static class LogTail
{
    private const int Lines = 8;
    private const int Longest = 200;

    /// <summary>The last lines; null when there are none.</summary>
    public static string? Of(ContainerLog? log) => log is not { Lines.Count: > 0 } ? null
        : string.Join('\n', LogText.Clean(string.Join('\n', log.Lines)).Split('\n').TakeLast(Lines).Select(Neutral.Line).Select(line => line.Length <= Longest ? line : line[..Longest] + "…"));
}
