using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod's volume lives where none of the possible nodes is.</summary>
internal sealed class VolumeElsewhere : ISignature
{
    public string Code => "CHB112";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!PendingEvidence.Clauses(snapshot).Any(c => c.Reason.Contains("volume node affinity conflict", StringComparison.Ordinal))) yield break;
        var volumes = snapshot.Claims.Select(claim => claim.Object?.Spec.VolumeName ?? $"pvc/{claim.Name}").ToList();
        yield return this.Find(snapshot, string.Join(' ', volumes), Text.List(volumes)) with
        {
            Evidence = [.. PendingEvidence.Of(snapshot), .. snapshot.Claims.Where(claim => claim.Object is not null).Select(claim => Prove.Field($"pvc {claim.Name}: spec.volumeName", claim.Object?.Spec.VolumeName))],
            Kubectl = [.. snapshot.Claims.Take(1).Select(claim => claim.Object?.Spec.VolumeName is { } volume ? $"kubectl get pv {volume} -o jsonpath='{{.spec.nodeAffinity}}'" : $"kubectl describe pvc {claim.Name} -n {claim.Namespace}")],
        };
    }
}
