using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Histories;

/// <summary>What changed on a node: its conditions and its taints.</summary>
internal static class NodeChanges
{
    private static readonly TimeSpan Joining = TimeSpan.FromMinutes(5);

    /// <summary>The changes that the node has on record.</summary>
    public static IEnumerable<Change> Of(Node node)
    {
        var name = node.Metadata.Name;
        foreach (var condition in node.Status.Conditions.Where(condition => IsTurn(node, condition)))
            yield return new(condition.LastTransitionTime!.Value, Text.Of("diagnosis.history.node", name, condition.Type, condition.Status, condition.Reason ?? ""));
        foreach (var taint in node.Spec.Taints)
            if (taint.TimeAdded is { } added) yield return new(added, Text.Of("diagnosis.history.taint", name, $"{taint.Key}{(taint.Value is { Length: > 0 } value ? $"={value}" : "")}:{taint.Effect}"));
    }

    // For the worse, or back from it: what a node says of itself while it joins is no change.
    private static bool IsTurn(Node node, Condition condition) => condition.LastTransitionTime is { } at
        && (condition.Type == "Ready" ? condition.Status != "True" || at - node.Metadata.CreationTimestamp > Joining : condition.Status == "True");
}
