using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A ResourceQuota stops the creation of pods.</summary>
internal sealed partial class QuotaExceeded : ISignature
{
    public string Code => "CHB201";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Refusals.Of(snapshot, "exceeded quota") is not { } refusal) yield break;
        var match = Said().Match(Refusals.Message(refusal));
        var quota = match.Groups["quota"].Value;
        var workload = snapshot.Workload!;
        yield return this.Find(snapshot, quota, quota, match.Groups["requested"].Value, match.Groups["used"].Value, match.Groups["limited"].Value,
            snapshot.Pods.Count(pod => pod.IsLive()), workload.Wanted) with
        {
            Evidence =
            [
                refusal,
                .. snapshot.Quotas.Where(q => q.Metadata.Name == quota).SelectMany(q => q.Status.Hard.Select(hard =>
                    Prove.Field($"resourcequota {quota}: status.used.{hard.Key}", $"{q.Status.Used.GetValueOrDefault(hard.Key)} / {hard.Value}"))),
            ],
            Kubectl = [$"kubectl describe resourcequota {quota} -n {snapshot.Target.Namespace}"],
        };
    }

    [GeneratedRegex(@"exceeded quota: (?<quota>[^,]+), requested: (?<requested>.+?), used: (?<used>.+?), limited: (?<limited>[^\s]+)")]
    private static partial Regex Said();
}
