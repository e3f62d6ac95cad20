namespace ChatOpsBot.Core.Clusters;

/// <summary>What came of asking a node for its kubelet's log through the API server (node log query,
/// https://kubernetes.io/docs/concepts/cluster-administration/system-logs/#log-query).</summary>
public abstract record NodeLog
{
    private NodeLog() { }

    /// <summary>The newest lines that have one of the words, oldest first.</summary>
    public sealed record Lines(IReadOnlyList<string> Matching) : NodeLog;

    /// <summary>The configuration does not let the bot ask.</summary>
    public sealed record Off : NodeLog;

    /// <summary>The kubelet does not hand out its log: the query is not enabled there, or its log is in no journal and no file that it knows.</summary>
    public sealed record NotServed : NodeLog;

    /// <summary>The call failed.</summary>
    public sealed record Unread(ClusterFailure Failure) : NodeLog;
}
