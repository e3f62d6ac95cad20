using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Why the API server refuses the pods of a workload: there is no pod to ask, so the owner's condition and events speak.</summary>
internal static class Refusals
{
    /// <summary>The newest refusal of a workload that has fewer pods than it wants; null when there is none.</summary>
    public static Evidence? Of(Snapshot snapshot, string contains)
    {
        if (!Lacks(snapshot)) return null;
        if (snapshot.Refused is { } said && Has(said, contains)) return Prove.Field(Text.Of("diagnosis.where.dry-run"), said);
        foreach (var set in snapshot.ReplicaSets.Take(2))
            if (set.Status.Conditions.FirstOrDefault(c => c is { Type: "ReplicaFailure", Status: "True" }) is { Message: { } message } && Has(message, contains))
                return Prove.Field($"replicaset {set.Metadata.Name}: status.conditions[ReplicaFailure].message", message);
        return snapshot.WorkloadEvents.Concat(snapshot.Events).LastOrDefault(e => e.Reason == "FailedCreate" && Has(e.Message, contains)) is { } refused ? Prove.By(refused) : null;
    }

    /// <summary>The message behind the evidence, without the names of pods that never were.</summary>
    public static string Message(Evidence refusal) => ((Text.Literal)refusal.Value).Value;

    /// <summary>The target is a workload with fewer live pods than it wants.</summary>
    public static bool Lacks(Snapshot snapshot) =>
        snapshot.Workload is { } workload && workload.Ref == snapshot.Target && snapshot.Pods.Count(pod => pod.IsLive()) < workload.Wanted;

    private static bool Has(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);
}
