using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The class makes no volumes by itself, and none of the volumes that are there fits the claim: two objects compared.</summary>
internal sealed class NoVolumeFits : ISignature
{
    public string Code => "CHB256";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Claims.Unbound(snapshot) is not { } claim || Claims.Class(snapshot, claim) is not { Provisioner: "kubernetes.io/no-provisioner" } found) yield break;
        if (found.VolumeBindingMode == "WaitForFirstConsumer" && snapshot.Pods.Count == 0) yield break;
        var wanted = Quantity.Of(claim.Spec.Resources.Requests, "storage");
        var misfits = snapshot.Volumes.Where(volume => volume.Spec.StorageClassName == found.Metadata.Name).Select(volume => (volume.Metadata.Name, Why: Misfit(claim, volume, wanted))).ToList();
        if (misfits.Any(pair => pair.Why is null)) yield break;
        yield return this.Find(snapshot, claim.Metadata.Name, found.Metadata.Name, wanted.AsBytes(), Text.List(claim.Spec.AccessModes), misfits.Count) with
        {
            Evidence =
            [
                Prove.Field($"storageclass {found.Metadata.Name}: provisioner", found.Provisioner),
                .. misfits.Take(5).Select(pair => new Evidence($"pv {pair.Name}", pair.Why!)), .. Claims.Warnings(snapshot),
            ],
            Kubectl = ["kubectl get pv"],
        };
    }

    private static Text? Misfit(PersistentVolumeClaim claim, PersistentVolume volume, Quantity wanted) => volume switch
    {
        { Spec.ClaimRef: { } bound } when bound.Uid != claim.Metadata.Uid => Text.Of("diagnosis.value.bound-to", $"{bound.Namespace}/{bound.Name}"),
        _ when claim.Spec.AccessModes.Except(volume.Spec.AccessModes).ToList() is { Count: > 0 } lacking => Text.Of("diagnosis.value.access-modes", Text.List(volume.Spec.AccessModes), Text.List(lacking)),
        _ when Quantity.Of(volume.Spec.Capacity, "storage") < wanted => Text.Of("diagnosis.value.too-small", Quantity.Of(volume.Spec.Capacity, "storage").AsBytes(), wanted.AsBytes()),
        { Status.Phase: not "Available" and { } phase } => phase,
        _ => null,
    };
}
