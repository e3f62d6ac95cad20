using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>No scheduler has looked at the pod: its schedulerName names one that does not run, or the scheduler is down.</summary>
internal sealed class NoScheduler : ISignature
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Code => "CHB116";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { } pod || !pod.IsWanted() || pod.IsScheduled() || pod.Spec.SchedulingGates.Count > 0
            || pod.Condition("PodScheduled") is not null || now - pod.Metadata.CreationTimestamp < Patience) yield break;
        var name = pod.Spec.SchedulerName ?? "default-scheduler";
        var own = name != "default-scheduler";
        yield return this.Find(snapshot, name, name, now - (pod.Metadata.CreationTimestamp ?? now)) with
        {
            Confidence = own ? Confidence.Confirmed : Confidence.Likely,
            Title = Text.Of(own ? "diagnosis.chb116.title" : "diagnosis.chb116.down", name, now - (pod.Metadata.CreationTimestamp ?? now)),
            Evidence = [Prove.Field("spec.schedulerName", name), new("status.conditions[PodScheduled]", Text.Of("diagnosis.value.absent"))],
            Kubectl = ["kubectl get leases -n kube-system", "kubectl get pods -A -l component=kube-scheduler"],
        };
    }
}
