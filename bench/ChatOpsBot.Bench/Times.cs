using System.Globalization;

namespace ChatOpsBot.Bench;

/// <summary>What many measurements of one thing come to.</summary>
internal static class Times
{
    public static string Of(List<TimeSpan> times) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(times),8:F1} ms p50 {Quantile(times, 0.95),8:F1} ms p95 {Quantile(times, 0.99),8:F1} ms p99");

    public static double Median(List<TimeSpan> times) => Quantile(times, 0.5);

    private static double Quantile(List<TimeSpan> times, double share) => times.Order().ElementAt((int)Math.Ceiling(share * times.Count) - 1).TotalMilliseconds;
}
