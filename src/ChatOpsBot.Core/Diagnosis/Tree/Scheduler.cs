using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>What the scheduler says about a pod that it cannot place: "0/3 nodes are available: 1 Insufficient cpu, 2 …".</summary>
internal static class Scheduler
{
    private static readonly string[] Rules =
    [
        "untolerated taint", "node affinity", "node selector", "pod affinity", "pod anti-affinity", "pods anti-affinity", "topology spread", "unschedulable", "free ports",
        "volume node affinity", "max volume count", "available persistent volumes",
    ];

    /// <summary>The newest word: the condition, else the event.</summary>
    public static string? Message(Snapshot snapshot) =>
        snapshot.Pod?.Condition("PodScheduled") is { Status: "False", Message: { Length: > 0 } message } ? message : snapshot.Events.Newest("FailedScheduling")?.Message;

    /// <summary>The reasons that the nodes themselves give; what follows "preemption:" says only that eviction would not help.</summary>
    public static IEnumerable<string> Clauses(string message)
    {
        var end = message.IndexOf("preemption:", StringComparison.Ordinal);
        var reasons = end < 0 ? message : message[..end];
        var start = reasons.IndexOf("available:", StringComparison.Ordinal);
        return (start < 0 ? reasons : reasons[(start + "available:".Length)..]).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A clause about a rule of where pods may go.</summary>
    public static bool IsRule(string clause) => Rules.Any(rule => clause.Contains(rule, StringComparison.Ordinal));

    /// <summary>The evidence.</summary>
    public static Text[] Shown(Snapshot snapshot) => Message(snapshot) is { } message
        ? [Saw.Field("status.conditions[PodScheduled].message", message)]
        : [snapshot.Pod?.IsScheduled() == true ? Saw.Field("spec.nodeName", snapshot.Pod.Spec.NodeName) : Text.Of("walk.saw.scheduler-silent", snapshot.Pod?.Spec.SchedulerName ?? "default-scheduler")];
}
