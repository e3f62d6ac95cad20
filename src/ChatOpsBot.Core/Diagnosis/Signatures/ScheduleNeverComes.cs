using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The CronJob's schedule names a day that no month has: 31 February. The API server takes it, and the
/// controller's event is about two schedules less than a second apart.</summary>
internal sealed class ScheduleNeverComes : ISignature
{
    public string Code => "CHB211";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.CronJob is not { Spec.Suspend: not true } cron || CronSchedule.Read(cron.Spec.Schedule, cron.Spec.TimeZone) is not { } schedule || schedule.Next(now) is not null) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString(), Schedules.Written(cron)) with
        {
            Evidence = [Prove.Field("spec.schedule", Schedules.Written(cron)), Prove.Field("status.lastScheduleTime", cron.Status.LastScheduleTime is { } last ? last : Texts.Text.Of("diagnosis.value.absent")),
                .. snapshot.Events.Where(e => e.Reason == "InvalidSchedule").TakeLast(1).Select(Prove.By)],
            Kubectl = [$"kubectl get cronjob {cron.Metadata.Name} -n {cron.Metadata.Namespace}"],
        };
    }
}
