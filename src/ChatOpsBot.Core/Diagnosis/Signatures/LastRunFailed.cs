using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The CronJob's newest finished run failed; the Job and its pods say why.</summary>
internal sealed class LastRunFailed : ISignature
{
    public string Code => "CHB215";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.CronJob is not { } cron) yield break;
        var ended = snapshot.Jobs.Select(job => (job.Metadata.Name, At: job.Metadata.CreationTimestamp, End: JobEnds.Of(job))).FirstOrDefault(job => job.End is not null);
        var (name, failed) = (ended.Name, ended.End is { Type: "Failed" } end ? end : null);
        // failedJobsHistoryLimit 0 removes a failed Job at once; the event stays.
        var seen = ended.End is null ? snapshot.Events.LastOrDefault(e => e.Reason == "SawCompletedJob") : null;
        if (failed is null && seen?.Message?.EndsWith(": Failed", StringComparison.Ordinal) != true) yield break;
        name ??= seen!.Message!.Split(' ', ',')[3];
        yield return this.Find(snapshot, snapshot.Target.ToString(), name, failed is null ? Text.Of("diagnosis.value.pods-gone") : $"{failed.Reason}: {failed.Message}",
            cron.Status.LastSuccessfulTime is { } good ? good : Text.Of("diagnosis.value.never-yet")) with
        {
            Confidence = failed is null ? Confidence.CannotTell : Confidence.Confirmed,
            Evidence =
            [
                failed is null ? Prove.By(seen!) : Prove.Field($"job {name}: status.conditions[Failed]", $"{failed.Reason}: {failed.Message}"),
                Prove.Field("status.lastSuccessfulTime", cron.Status.LastSuccessfulTime is { } last ? last : Text.Of("diagnosis.value.absent")),
            ],
            Kubectl = [$"kubectl logs job/{name} -n {cron.Metadata.Namespace}"],
            Buttons = failed is null ? [] : [new Button(Text.Of("diagnosis.button.why", name), $"why job {name} -n {cron.Metadata.Namespace}")],
        };
    }
}
