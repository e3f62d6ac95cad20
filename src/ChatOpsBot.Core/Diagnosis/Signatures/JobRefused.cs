using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The API server refuses the CronJob's Jobs: a quota, a webhook, a deleted namespace.</summary>
internal sealed partial class JobRefused : ISignature
{
    public string Code => "CHB214";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.CronJob is not { Spec.Suspend: not true } cron || Schedules.Last(snapshot, "FailedCreate") is not { } said) yield break;
        var refusal = Said().Replace(said.Message, "");
        yield return this.Find(snapshot, refusal, Prove.Cut(refusal)) with
        {
            Evidence = [Prove.By(said), Prove.Field("spec.schedule", Schedules.Written(cron))],
            Kubectl = [$"kubectl describe cronjob {cron.Metadata.Name} -n {cron.Metadata.Namespace}", $"kubectl get resourcequota -n {cron.Metadata.Namespace}"],
        };
    }

    // A Job's name has the minute in it, and would make every refusal a cause of its own.
    [GeneratedRegex(@"^Error creating job: (jobs\.batch ""[^""]*"" is forbidden: )?")]
    private static partial Regex Said();
}
