using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The CronJob's run before has not ended, and concurrencyPolicy Forbid starts no other.</summary>
internal sealed class RunStillBusy : ISignature
{
    public string Code => "CHB213";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Schedules.Of(snapshot, now) is not { CronJob: { Spec.ConcurrencyPolicy: "Forbid", Status.Active: [.., var active] } cron } schedule) yield break;
        var said = Schedules.Last(snapshot, "JobAlreadyActive");
        if (schedule.Missed.Count == 0 && said is null) yield break;
        var started = snapshot.Jobs.FirstOrDefault(job => job.Metadata.Name == active.Name) is { } job ? job.Status.StartTime ?? job.Metadata.CreationTimestamp : cron.Status.LastScheduleTime;
        Text busy = started is { } at ? now - at : Text.Of("diagnosis.value.unread");
        yield return this.Find(snapshot, snapshot.Target.ToString(), active.Name, busy, schedule.Count) with
        {
            Evidence =
            [
                Prove.Field("spec.concurrencyPolicy", "Forbid"), Prove.Field("status.active", string.Join(", ", cron.Status.Active.Select(one => one.Name))),
                .. said is null ? Array.Empty<Evidence>() : [Prove.By(said)], Prove.Field("spec.schedule", Schedules.Written(cron)),
            ],
            Kubectl = [$"kubectl logs job/{active.Name} -n {cron.Metadata.Namespace}"],
            Buttons = [.. snapshot.Pods.Take(1).SelectMany(Looks)],
        };
    }

    private static IEnumerable<Button> Looks(Pod pod) =>
    [
        new(Text.Of("diagnosis.button.why", pod.Metadata.Name), $"why pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}"),
        new(Text.Of("diagnosis.button.logs"), $"logs {pod.Metadata.Name} -n {pod.Metadata.Namespace}"),
    ];
}
