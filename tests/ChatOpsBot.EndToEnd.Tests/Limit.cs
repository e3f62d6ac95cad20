namespace ChatOpsBot.EndToEnd.Tests;

/// <summary>How long something may take before it counts as hung. Programs, browsers and clusters stand between a test and its end; what
/// waits forever fails by its own name instead of ending the whole run.</summary>
internal static class Limit
{
    /// <summary>Of a test, in milliseconds: the slowest takes a minute on a machine that does nothing else.</summary>
    public const int OfATest = 600_000;

    /// <summary>Of what a test waits to see on a page, in milliseconds.</summary>
    public const float OfAPage = 120_000;

    /// <summary>Of what kubectl waits for.</summary>
    public const string OfAWait = "--timeout=300s";

    /// <summary>Of a program that a test runs to its end, or ends.</summary>
    public static readonly TimeSpan OfAProgram = TimeSpan.FromMinutes(5);
}
