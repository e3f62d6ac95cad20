using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations;

/// <summary>What words turned out to mean.</summary>
public abstract record Resolution<T> where T : class, IClusterObject
{
    private Resolution() { }

    /// <summary>One object.</summary>
    /// <param name="Value">The object.</param>
    /// <param name="AssumedNamespace">Nobody named its namespace: it is the only match of all.</param>
    /// <param name="Assumption">What was assumed, to be said in the answer; null when nothing was.</param>
    public sealed record Found(T Value, bool AssumedNamespace, Text? Assumption = null) : Resolution<T>;

    /// <summary>None or several, or the cluster gave no answer: what to reply.</summary>
    public sealed record Other(Reply Reply) : Resolution<T>;
}
