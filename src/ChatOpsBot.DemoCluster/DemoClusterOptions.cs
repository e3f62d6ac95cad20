using Microsoft.Extensions.Logging;

namespace ChatOpsBot.DemoCluster;

/// <summary>How the demo cluster starts.</summary>
public sealed record DemoClusterOptions
{
    /// <summary>The loopback port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>The cluster's clock: ages, grace periods and restarts go by it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How many times as fast the world moves: back-offs, grace periods, deadlines.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The same seed gives the same names and ids; null for others each time.</summary>
    public int? Seed { get; init; }

    /// <summary>A file that keeps which faults are on, one a line: a cluster that starts with it is broken as the last one was. Null:
    /// nothing is kept.</summary>
    public string? FaultsFile { get; init; }

    /// <summary>Where the server logs; nothing is logged without it.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
