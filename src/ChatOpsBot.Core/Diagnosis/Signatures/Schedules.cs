using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>When a CronJob should have run.</summary>
/// <param name="CronJob">Which.</param>
/// <param name="Missed">The times since its last start at which it was due and was not started; at most <see cref="Most"/>.</param>
internal sealed record Schedules(CronJob CronJob, IReadOnlyList<DateTimeOffset> Missed)
{
    /// <summary>The controller itself counts no further (k8s.io/kubernetes/pkg/controller/cronjob/utils.go).</summary>
    public const int Most = 101;

    // The controller starts a Job within seconds; its clock may differ a little.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(90);

    /// <summary>The target CronJob unless it is suspended.</summary>
    public static Schedules? Of(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.CronJob is not { Spec.Suspend: not true } cron) return null;
        var schedule = CronSchedule.Read(cron.Spec.Schedule, cron.Spec.TimeZone);
        var since = cron.Status.LastScheduleTime ?? cron.Metadata.CreationTimestamp ?? now;
        return new(cron, schedule?.Between(since, now - Slack, Most) ?? []);
    }

    /// <summary>The newest event of a reason, unless a run was started after it.</summary>
    public static Event? Last(Snapshot snapshot, params string[] reasons) =>
        snapshot.Events.LastOrDefault(e => reasons.Contains(e.Reason) && !(e.LastSeen < snapshot.CronJob?.Status.LastScheduleTime));

    /// <summary>How often it was missed, as a person says it.</summary>
    public string Count => Missed.Count >= Most ? "> 100" : $"{Missed.Count}";

    /// <summary>The schedule as it stands, with its zone.</summary>
    public static string Written(CronJob cron) => cron.Spec.TimeZone is { } zone ? $"{cron.Spec.Schedule} ({zone})" : cron.Spec.Schedule ?? "";
}
