using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>What the cluster autoscaler says about a pod that has no node. Its events are Normal ones.</summary>
internal static class AutoscalerEvents
{
    /// <summary>The newest of the two; null when there is none or the pod has been placed.</summary>
    public static Event? Last(Snapshot snapshot) => snapshot.Pod?.IsUnschedulable() == true ? snapshot.Events.LastOrDefault(e => e.Reason is "TriggeredScaleUp" or "NotTriggerScaleUp") : null;

    /// <summary>The message without "pod triggered scale-up: " and "pod didn't trigger scale-up: ".</summary>
    public static string Said(Event e) => Prove.Cut(e.Message is var message && message.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? message[(at + 2)..] : message);
}
