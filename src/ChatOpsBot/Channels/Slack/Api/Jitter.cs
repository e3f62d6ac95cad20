namespace ChatOpsBot.Host.Channels.Slack.Api;

/// <summary>How long to wait before Slack is tried again: as long as it says, else 1 s doubling to 30 s; by chance up to half of that
/// less, so that what was cut off together does not come back together.</summary>
internal static class Jitter
{
    private const double Longest = 30;

    /// <summary>The wait after so many vain attempts.</summary>
    public static TimeSpan Next(int attempts, TimeSpan? asked)
    {
        if (asked is { } exactly) return exactly;
        var most = Math.Min(Longest, Math.Pow(2, Math.Min(attempts, 10)));
        return TimeSpan.FromSeconds(most * (1 - Random.Shared.NextDouble() / 2));
    }
}
