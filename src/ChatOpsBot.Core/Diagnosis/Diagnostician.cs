using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Lets every rule look at a snapshot.</summary>
public static class Diagnostician
{
    /// <summary>The diagnosis of what a snapshot shows at a moment.</summary>
    public static Diagnosis Diagnose(Snapshot snapshot, DateTimeOffset now)
    {
        var found = FindingCatalogue.Signatures.SelectMany(rule => rule.Look(snapshot, now))
            .OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Confidence).ThenBy(finding => finding.Code, StringComparer.Ordinal)
            .DistinctBy(finding => (finding.Cause, finding.Subject)).ToList();
        if (found.Count > 0)
            return new(snapshot, found[0].Severity == Severity.Note ? NoteVerdict(snapshot) : Verdict.Troubled, found);
        var trouble = Trouble.Of(snapshot, now);
        if (trouble is null)
        {
            // Of a pod or a workload its own status says that it is well; of what only leads to others, reading them does.
            var well = Healthy(snapshot, now);
            var unread = snapshot.Gaps.Count > 0 && snapshot.Pod is null && snapshot.Workload?.Ref != snapshot.Target;
            return new(snapshot, Verdict.Healthy, [Plain(FindingCatalogue.Healthy, Severity.Note, snapshot, unread ? Text.Of("diagnosis.chb000.unread") : well) with { Confidence = unread ? Confidence.CannotTell : Confidence.Confirmed }]);
        }
        var since = now - (snapshot.Pod?.Metadata.CreationTimestamp ?? now);
        return snapshot.Pod is { } pod && pod.Metadata.DeletionTimestamp is null && trouble.MayPass && Beginning.Of(snapshot, pod, now) is var beginning && since < beginning.Patience
            ? new(snapshot, Verdict.Transient, [Plain(FindingCatalogue.Starting, Severity.Note, snapshot, Text.Of("diagnosis.chb002.title", trouble.Word, since, beginning.Usually)) with { Evidence = beginning.Evidence.Count > 0 ? beginning.Evidence : trouble.Evidence }])
            : new(snapshot, Verdict.Troubled, [Plain(FindingCatalogue.Unexplained, Severity.Warning, snapshot, Text.Of("diagnosis.chb001.title", trouble.Word)) with
            {
                Cause = trouble.Word is Text.Literal word ? $"{FindingCatalogue.Unexplained} {word.Value}" : FindingCatalogue.Unexplained,
                Confidence = Confidence.CannotTell,
                Evidence = trouble.Evidence,
                Steps = [Text.Of("diagnosis.chb001.next")],
            }]);
    }

    private static Verdict NoteVerdict(Snapshot snapshot) => snapshot switch
    {
        { Pod.Metadata.DeletionTimestamp: not null } => Verdict.Transient,
        { Pod: { } pod } => pod.IsReady() || pod.Status.Phase == "Succeeded" ? Verdict.Healthy : Verdict.Transient,
        { Claims: [{ Object.Status.Phase: not "Bound" }] } => Verdict.Transient,
        _ => Verdict.Healthy,
    };

    private static Finding Plain(string code, Severity severity, Snapshot snapshot, Text title) =>
        new() { Code = code, Severity = severity, Subject = snapshot.Target, Cause = code, Title = title };

    private static Text Healthy(Snapshot snapshot, DateTimeOffset now) => snapshot switch
    {
        { Pod: { Status.Phase: "Succeeded" } } => Text.Of("diagnosis.chb000.completed"),
        { Pod: { } pod } => Text.Of("diagnosis.chb000.pod", pod.Status.ContainerStatuses.Count(c => c.Ready), pod.Spec.Containers.Count, pod.Spec.NodeName ?? ""),
        { Workload: { } workload, Target: { } target } when workload.Ref == target => Text.Of("diagnosis.chb000.workload", workload.Ready, workload.Wanted),
        { Autoscaler: { } scaler } => Text.Of("diagnosis.chb000.autoscaler", scaler.Status.CurrentReplicas ?? 0, scaler.Spec.MinReplicas ?? 1, scaler.Spec.MaxReplicas, Scaling.Measured(scaler)),
        { Budget: { } budget } => Text.Of("diagnosis.chb000.budget", budget.Status.DisruptionsAllowed, budget.Status.CurrentHealthy, budget.Status.ExpectedPods),
        { CronJob: { } cron } => CronJobWell(cron, now),
        _ => Text.Of("diagnosis.chb000.title"),
    };

    private static Text CronJobWell(CronJob cron, DateTimeOffset now)
    {
        Text last = cron.Status.LastSuccessfulTime is { } good ? good : Text.Of("diagnosis.value.never-yet");
        return CronSchedule.Read(cron.Spec.Schedule, cron.Spec.TimeZone)?.Next(now) is { } next
            ? Text.Of("diagnosis.chb000.cronjob", last, next) : Text.Of("diagnosis.chb000.title");
    }
}
