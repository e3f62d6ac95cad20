using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>Why the API server refuses a workload's pods: the condition ReplicaFailure, else the event FailedCreate.</summary>
internal static class Refusal
{
    /// <summary>One of the refusals has one of these words.</summary>
    public static bool Says(Snapshot snapshot, params string[] words) => Messages(snapshot).Any(message => words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The evidence; nothing when nothing is refused.</summary>
    public static IReadOnlyList<Text> Shown(Snapshot snapshot) =>
    [
        .. Conditions(snapshot).Take(1).Select(condition => Saw.Field("status.conditions[ReplicaFailure].message", condition.Message)),
        .. snapshot.WorkloadEvents.Newest("FailedCreate") is { } failed ? (Text[])[Saw.By(failed)] : [],
    ];

    // The condition is about now; an event may be of an hour ago.
    private static string[] Messages(Snapshot snapshot) =>
        (Conditions(snapshot).FirstOrDefault()?.Message ?? snapshot.WorkloadEvents.Newest("FailedCreate")?.Message) is { } message ? [message] : [];

    // A Deployment repeats what its ReplicaSet says.
    private static IEnumerable<Condition> Conditions(Snapshot snapshot) => snapshot.ReplicaSets.SelectMany(set => set.Status.Conditions)
        .Concat(snapshot.Workload?.Conditions ?? []).Where(condition => condition is { Type: "ReplicaFailure", Status: "True" });
}
