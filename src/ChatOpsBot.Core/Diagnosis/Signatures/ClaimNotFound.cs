using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod mounts a claim that does not exist.</summary>
internal sealed class ClaimNotFound : ISignature
{
    public string Code => "CHB110";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        foreach (var claim in snapshot.Claims.Where(claim => claim.IsAbsent))
        {
            var named = snapshot.Pod.Spec.Volumes.FirstOrDefault(volume => volume.PersistentVolumeClaim?.ClaimName == claim.Name);
            var found = this.Find(snapshot, claim.Name, claim.Name, snapshot.Target.Namespace);
            yield return found with
            {
                // The claim of a generic ephemeral volume is nobody's to create but the controller's.
                Steps = named is null ? [Text.Of("diagnosis.chb110.ephemeral", claim.Name)] : found.Steps,
                Evidence =
                [
                    named is null
                        ? Prove.Field($"spec.volumes[{claim.Name.Split($"{snapshot.Target.Name}-")[^1]}].ephemeral", claim.Name)
                        : Prove.Field($"spec.volumes[{named.Name}].persistentVolumeClaim.claimName", claim.Name),
                    .. PendingEvidence.Of(snapshot),
                ],
                Kubectl = [$"kubectl get pvc -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
