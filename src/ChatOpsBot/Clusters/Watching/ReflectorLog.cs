using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>What an operator reads of watches.</summary>
internal static partial class ReflectorLog
{
    public static void Ended(ILogger logger, ResourceKind kind, ClusterName cluster, WatchEnd end, TimeSpan pause)
    {
        if (end is WatchEnd.Refused) Refused(logger, kind, cluster, end, pause);
        else if (pause > TimeSpan.Zero) Failed(logger, kind, cluster, end, pause);
    }

    [LoggerMessage(2, LogLevel.Warning, "The {Kind} of {Cluster} cannot be watched, so every question lists them; next attempt in {Pause}. {End}")]
    private static partial void Refused(ILogger logger, ResourceKind kind, ClusterName cluster, WatchEnd end, TimeSpan pause);

    [LoggerMessage(3, LogLevel.Warning, "The watch of the {Kind} of {Cluster} ended again; until it runs, every question lists them; next attempt in {Pause}. {End}")]
    private static partial void Failed(ILogger logger, ResourceKind kind, ClusterName cluster, WatchEnd end, TimeSpan pause);

    [LoggerMessage(4, LogLevel.Error, "The watch of the {Kind} of {Cluster} failed")]
    public static partial void Fault(ILogger logger, Exception fault, ResourceKind kind, ClusterName cluster);
}
