namespace ChatOpsBot.DemoCluster.World;

/// <summary>A line as the kubelet keeps it: time, space, text.</summary>
internal static class LogLine
{
    /// <summary>Null for the kubelet's own remarks, which have no time before them.</summary>
    public static DateTimeOffset? Time(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space > 19 && line[4] == '-' && line[10] == 'T' && char.IsAsciiDigit(line[0]) ? Timestamps.Parse(line.AsSpan(0, space)) : null;
    }

    public static string Text(string line) => Time(line) is null ? line : line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
