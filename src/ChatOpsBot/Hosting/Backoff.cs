namespace ChatOpsBot.Host.Hosting;

/// <summary>How long to wait before a message is tried again: as long as the service says, else 1 s doubling to 5 min; with up to
/// a quarter more by chance, so that what failed together does not come back together.</summary>
internal static class Backoff
{
    /// <summary>After so many faults, which are not the service's word, a message is given up.</summary>
    public const int Faults = 5;

    private const double Longest = 300;

    /// <summary>The wait after so many vain attempts.</summary>
    public static TimeSpan Next(int attempts, TimeSpan? asked)
    {
        var wait = asked ?? TimeSpan.FromSeconds(Math.Min(Longest, Math.Pow(2, Math.Min(attempts, 16))));
        return wait + TimeSpan.FromMilliseconds(wait.TotalMilliseconds * Random.Shared.NextDouble() / 4);
    }
}
