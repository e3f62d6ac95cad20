using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The CronJob was due and its controller did not start it in time.</summary>
internal sealed class StartMissed : ISignature
{
    public string Code => "CHB212";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Schedules.Of(snapshot, now) is not { Missed: [.., var due] } schedule || new RunStillBusy().Look(snapshot, now).Any()
            || new JobRefused().Look(snapshot, now).Any() || new ScheduleUnread().Look(snapshot, now).Any()) yield break;
        var cron = schedule.CronJob;
        var said = Schedules.Last(snapshot, "MissSchedule", "TooManyMissedTimes");
        Text deadline = cron.Spec.StartingDeadlineSeconds is { } seconds ? $"{seconds}s" : Text.Of("diagnosis.value.absent");
        yield return this.Find(snapshot, snapshot.Target.ToString(), due, schedule.Count, deadline) with
        {
            Title = Text.Of(cron.Spec.StartingDeadlineSeconds is not null && said is not null ? "diagnosis.chb212.deadline" : "diagnosis.chb212.title", due, schedule.Count, deadline),
            // Nobody says why: the controller may be down, or the CronJob was suspended until just now.
            Confidence = said is null ? Confidence.CannotTell : Confidence.Confirmed,
            Evidence =
            [
                .. said is null ? Array.Empty<Evidence>() : [Prove.By(said)],
                Prove.Field("spec.schedule", Schedules.Written(cron)), Prove.Field("spec.startingDeadlineSeconds", deadline),
                Prove.Field("status.lastScheduleTime", cron.Status.LastScheduleTime is { } last ? last : Text.Of("diagnosis.value.absent")),
            ],
            Kubectl = [$"kubectl describe cronjob {cron.Metadata.Name} -n {cron.Metadata.Namespace}", "kubectl get pods -n kube-system -l component=kube-controller-manager"],
        };
    }
}
