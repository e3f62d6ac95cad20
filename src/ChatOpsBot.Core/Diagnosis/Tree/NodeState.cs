using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>What is known about the node of a pod, or about the node that is the target.</summary>
internal static class NodeState
{
    /// <summary>The node's Ready condition.</summary>
    public static Condition? Ready(this Node node) => node.Status.Conditions.FirstOrDefault(condition => condition.Type == "Ready");

    /// <summary>The pod's node is gone or not Ready; null when it could not be read.</summary>
    public static bool? IsSilent(this Snapshot snapshot) => snapshot.Node switch
    {
        null => false,
        { IsAbsent: true } => true,
        { Object: { } node } => node.Ready()?.Status != "True",
        _ => null,
    };

    /// <summary>The evidence for it.</summary>
    public static Texts.Text[] Shown(this Snapshot snapshot) => snapshot.Node switch
    {
        null => [Saw.Field("spec.nodeName", null)],
        { IsAbsent: true } look => [Texts.Text.Of("walk.saw.no-node", look.Name)],
        { Object: { } node } => node.Ready() is { } ready
            ? [Saw.Field($"{node.Metadata.Name} status.conditions[Ready]", $"{ready.Status} {ready.Reason} {ready.Message}".Trim()),
                .. ready.LastTransitionTime is { } at ? (Texts.Text[])[Saw.Field("lastTransitionTime", at)] : []]
            : [Saw.Field($"{node.Metadata.Name} status.conditions[Ready]", null)],
        { } look => [Saw.Unread($"node/{look.Name}")],
    };
}
