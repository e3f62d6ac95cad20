using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A claim that waits for its first consumer found no volume on any node that could take the pod.</summary>
internal sealed class NoVolumeToBind : ISignature
{
    public string Code => "CHB113";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!PendingEvidence.Clauses(snapshot).Any(c => c.Reason.Contains("available persistent volumes to bind", StringComparison.Ordinal))) yield break;
        var waiting = snapshot.Claims.Where(claim => claim.Object is not { Status.Phase: "Bound" }).ToList();
        yield return this.Find(snapshot, string.Join(' ', waiting.Select(claim => claim.Name)), Text.List(waiting.Select(claim => claim.Name)),
            Text.List(waiting.Select(claim => claim.Object?.Spec.StorageClassName ?? "?").Distinct())) with
        {
            Evidence = [.. PendingEvidence.Of(snapshot), .. waiting.Where(claim => claim.Object is not null).Select(claim => Prove.Field($"pvc {claim.Name}: spec.storageClassName", claim.Object!.Spec.StorageClassName))],
            Kubectl = ["kubectl get pv"],
        };
    }
}
