using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>What changed on a node: its conditions, its taints, its own beginning.</summary>
internal static class NodeChanges
{
    /// <summary>The changes that the node has on record.</summary>
    public static IEnumerable<Change> Of(Node node)
    {
        var name = node.Metadata.Name;
        if (node.Metadata.CreationTimestamp is { } joined) yield return new(joined, Text.Of("diagnosis.history.node-joined", name));
        foreach (var condition in node.Status.Conditions)
            if (condition.LastTransitionTime is { } at && at != node.Metadata.CreationTimestamp)
                yield return new(at, Text.Of("diagnosis.history.node", name, condition.Type, condition.Status, condition.Reason ?? ""));
        foreach (var taint in node.Spec.Taints)
            if (taint.TimeAdded is { } added) yield return new(added, Text.Of("diagnosis.history.taint", name, $"{taint.Key}{(taint.Value is { Length: > 0 } value ? $"={value}" : "")}:{taint.Effect}"));
    }
}
