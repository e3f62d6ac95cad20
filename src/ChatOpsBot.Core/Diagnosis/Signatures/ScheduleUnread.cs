namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The controller cannot read the CronJob's schedule or does not know its time zone.</summary>
internal sealed class ScheduleUnread : ISignature
{
    public string Code => "CHB216";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.CronJob is not { Spec.Suspend: not true } cron || Schedules.Last(snapshot, "UnknownTimeZone", "UnparseableSchedule", "InvalidSchedule") is not { } said
            || new ScheduleNeverComes().Look(snapshot, now).Any()) yield break;
        var zone = said.Reason == "UnknownTimeZone";
        var field = zone ? "spec.timeZone" : "spec.schedule";
        var value = zone ? cron.Spec.TimeZone : cron.Spec.Schedule;
        yield return this.Find(snapshot, snapshot.Target.ToString(), field, value) with
        {
            Evidence = [Prove.Field(field, value), Prove.By(said)],
            Kubectl = [$"kubectl describe cronjob {cron.Metadata.Name} -n {cron.Metadata.Namespace}"],
        };
    }
}
