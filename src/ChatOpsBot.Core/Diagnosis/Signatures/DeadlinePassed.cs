using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>activeDeadlineSeconds of the pod or its Job is over.</summary>
internal sealed class DeadlinePassed : ISignature
{
    public string Code => "CHB705";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is { Status: { Phase: "Failed", Reason: "DeadlineExceeded" } } pod)
            yield return this.Find(snapshot, snapshot.Target.ToString(), $"{pod.Spec.ActiveDeadlineSeconds}s") with
            {
                Evidence = [Prove.Field("status.reason", "DeadlineExceeded"), Prove.Field("spec.activeDeadlineSeconds", $"{pod.Spec.ActiveDeadlineSeconds}")],
                Kubectl = [$"kubectl logs {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
            };
        if (JobEnds.Failed(snapshot) is { Reason: "DeadlineExceeded" } failed)
            yield return this.Find(snapshot, snapshot.Target.ToString(), $"{snapshot.Workload!.Deadline}s") with
            {
                Evidence = [Prove.Field("status.conditions[Failed]", $"{failed.Reason}: {failed.Message}"), Prove.Field("spec.activeDeadlineSeconds", $"{snapshot.Workload!.Deadline}")],
                Kubectl = [$"kubectl describe job {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
            };
    }
}
