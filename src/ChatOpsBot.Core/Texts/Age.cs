using System.Globalization;

namespace ChatOpsBot.Core.Texts;

/// <summary>A span as kubectl writes it: k8s.io/apimachinery/pkg/util/duration.HumanDuration.</summary>
public static class Age
{
    /// <summary>"5m12s", "3d4h", "2y"; "&lt;invalid&gt;" for spans of less than minus two seconds.</summary>
    public static string Of(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        if (seconds < -1) return "<invalid>";
        if (seconds < 0) return "0s";
        if (seconds < 60 * 2) return Write(seconds, "s");
        var minutes = seconds / 60;
        if (minutes < 10) return Write(minutes, "m", seconds % 60, "s");
        if (minutes < 60 * 3) return Write(minutes, "m");
        var hours = minutes / 60;
        if (hours < 8) return Write(hours, "h", minutes % 60, "m");
        if (hours < 48) return Write(hours, "h");
        if (hours < 24 * 8) return Write(hours / 24, "d", hours % 24, "h");
        if (hours < 24 * 365 * 2) return Write(hours / 24, "d");
        if (hours < 24 * 365 * 8) return Write(hours / 24 / 365, "y", hours / 24 % 365, "d");
        return Write(hours / 24 / 365, "y");
    }

    private static string Write(long amount, string unit, long rest = 0, string restUnit = "") => rest == 0
        ? amount.ToString(CultureInfo.InvariantCulture) + unit
        : string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}{rest}{restUnit}");
}
