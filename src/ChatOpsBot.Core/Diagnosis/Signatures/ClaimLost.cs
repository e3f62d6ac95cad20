using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The claim's volume was deleted under it.</summary>
internal sealed class ClaimLost : ISignature
{
    public string Code => "CHB255";
    public Severity Severity => Severity.Critical;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.PersistentVolumeClaim || snapshot.Claims is not [{ Object: { Status.Phase: "Lost" } claim }]) yield break;
        yield return this.Find(snapshot, claim.Spec.VolumeName ?? claim.Metadata.Name, claim.Spec.VolumeName ?? "?") with
        {
            Evidence = [Prove.Field($"pvc {claim.Metadata.Name}: status.phase", "Lost"), Prove.Field($"pvc {claim.Metadata.Name}: spec.volumeName", claim.Spec.VolumeName)],
            Kubectl = [$"kubectl get pv {claim.Spec.VolumeName}"],
        };
    }
}
