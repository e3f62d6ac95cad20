using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>How a Job failed.</summary>
internal static class JobEnds
{
    /// <summary>The Failed condition of the target Job; null when it did not fail.</summary>
    public static Condition? Failed(Snapshot snapshot) => snapshot.Target.Kind == ResourceKinds.Job
        ? snapshot.Workload?.Conditions.FirstOrDefault(condition => condition is { Type: "Failed", Status: "True" }) : null;

    /// <summary>The condition with which a Job ended, whatever its end; null while it goes on.</summary>
    public static Condition? Of(Job job) => job.Status.Conditions.FirstOrDefault(condition => condition is { Type: "Failed" or "Complete", Status: "True" });
}
