using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOpsBot.DemoCluster.World;

/// <summary>Moves every time of the recording by the same distance, so that ages are what they were when it was made.</summary>
internal sealed partial class TimeShift(DateTimeOffset recordedAt, DateTimeOffset now)
{
    // Whole seconds: fractions stay as they were recorded.
    private readonly TimeSpan _by = TimeSpan.FromSeconds(Math.Floor((now - recordedAt).TotalSeconds));

    public string Apply(string text) => Rfc3339().Replace(text, time =>
        Timestamps.Format(Timestamps.Parse(time.ValueSpan) + _by)[..^1]);

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?=(\.[0-9]+)?Z)")]
    private static partial Regex Rfc3339();
}

/// <summary>Kubernetes' way to write a time: whole seconds, UTC.</summary>
internal static class Timestamps
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(ReadOnlySpan<char> text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
