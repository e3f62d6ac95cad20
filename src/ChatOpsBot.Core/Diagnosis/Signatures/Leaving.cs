using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Where a deletion stands.</summary>
internal static class Leaving
{
    // The kubelet reports a little after the grace period: less is not worth an alarm.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>deletionTimestamp is the end of the grace period, not its beginning.</summary>
    public static bool IsOver(Pod pod, DateTimeOffset now) => pod.Metadata.DeletionTimestamp is { } end && now - end > Slack;

    /// <summary>The end of the grace period with its length, as evidence.</summary>
    public static Evidence Deadline(Pod pod) => new("metadata.deletionTimestamp", Text.Of("diagnosis.value.deadline", pod.Metadata.DeletionTimestamp!.Value, $"{pod.Metadata.DeletionGracePeriodSeconds ?? 0}s"));

    /// <summary>No container of it runs any more, or none ever did.</summary>
    public static bool HasEnded(Pod pod) => !pod.IsLive() || pod.AllContainers().All(container => container.Status?.State.Running is null);

    /// <summary>The buttons for a pod that nobody will end: the forced deletion, last and dangerous.</summary>
    public static IReadOnlyList<Button> Force(Snapshot snapshot, string node) =>
    [
        new(Text.Of("diagnosis.button.why", node), $"why node {node}"),
        new(Text.Of("diagnosis.button.force"), $"delete pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} --force", ButtonWeight.Dangerous),
    ];
}
