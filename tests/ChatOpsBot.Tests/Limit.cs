namespace ChatOpsBot.Tests;

/// <summary>How long something may take before it counts as hung: what waits forever fails by its own name instead of ending the whole run.</summary>
internal static class Limit
{
    /// <summary>Of a signal that a test waits for. It comes at once, even on a machine that does much else.</summary>
    public static readonly TimeSpan OfAWait = TimeSpan.FromMinutes(5);
}
