using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The workload is scaled to nothing, on purpose.</summary>
internal sealed class ScaledToZero : ISignature
{
    public string Code => "CHB208";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Workload is not { Wanted: 0, Paused: false } workload || workload.Ref != snapshot.Target
            || workload.Ref.Kind == ResourceKinds.Job || workload.Ref.Kind == ResourceKinds.DaemonSet) yield break;
        yield return this.Find(snapshot, workload.Ref.ToString()) with
        {
            Evidence = [Prove.Field("spec.replicas", "0"), .. snapshot.WorkloadEvents.Where(e => e.Reason == "ScalingReplicaSet").TakeLast(1).Select(Prove.By)],
            Kubectl = [$"kubectl get {workload.Ref} -n {snapshot.Target.Namespace}"],
        };
    }
}
