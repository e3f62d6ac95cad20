using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Deployment is paused, the Job or CronJob suspended: nothing new is made, on purpose.</summary>
internal sealed class Paused : ISignature
{
    public string Code => "CHB207";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.CronJob is { Spec.Suspend: true } cron)
            yield return this.Find(snapshot, snapshot.Target.ToString(), "spec.suspend") with
            {
                Evidence = [Prove.Field("spec.suspend", "true"), Prove.Field("status.lastScheduleTime", cron.Status.LastScheduleTime is { } last ? last : Text.Of("diagnosis.value.absent"))],
                Kubectl = [$"kubectl get {snapshot.Target} -n {snapshot.Target.Namespace}"],
            };
        if (snapshot.Workload is not { Paused: true } workload || workload.Ref != snapshot.Target) yield break;
        var field = workload.Ref.Kind == ResourceKinds.Job ? "spec.suspend" : "spec.paused";
        yield return this.Find(snapshot, workload.Ref.ToString(), field) with
        {
            Evidence = [Prove.Field(field, "true")],
            Kubectl = [$"kubectl get {workload.Ref} -n {snapshot.Target.Namespace}"],
        };
    }
}
