using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters.Watching;

/// <summary>How following a cluster's pods came to an end.</summary>
internal abstract record WatchEnd
{
    private WatchEnd() { }

    /// <summary>The server's time-out, as asked for: go on from the last version.</summary>
    public sealed record Over : WatchEnd;

    /// <summary>410: the version is too old, so list anew.</summary>
    public sealed record Gone : WatchEnd;

    /// <summary>It will not work in the next minutes either: no right, no such call, no HTTP/2.</summary>
    public sealed record Refused(string Why) : WatchEnd;

    /// <summary>It went wrong, and may work the next time.</summary>
    public sealed record Failed(string Why) : WatchEnd;

    /// <summary>What a failed call means for the watch.</summary>
    public static WatchEnd Of(ClusterFailure failure) => failure switch
    {
        ClusterFailure.Rejected { Status: 410 } => new Gone(),
        ClusterFailure.Forbidden or ClusterFailure.NotServed or ClusterFailure.Rejected => new Refused(failure.ToString()),
        _ => new Failed(failure.ToString()),
    };
}
