using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod mounts a claim that does not exist.</summary>
internal sealed class ClaimNotFound : ISignature
{
    public string Code => "CHB110";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod?.IsWanted() != true ? [] :
        snapshot.Claims.Where(claim => claim.IsAbsent).Select(claim => this.Find(snapshot, claim.Name, claim.Name, snapshot.Target.Namespace ?? "") with
        {
            Evidence =
            [
                Prove.Field($"spec.volumes[{snapshot.Pod.Spec.Volumes.FirstOrDefault(v => v.PersistentVolumeClaim?.ClaimName == claim.Name)?.Name}].persistentVolumeClaim.claimName", claim.Name),
                .. PendingEvidence.Of(snapshot),
            ],
            Kubectl = [$"kubectl get pvc -n {snapshot.Target.Namespace}"],
        });
}
