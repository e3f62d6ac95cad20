using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The claim asks for no class (or there is no default), and no volume is there for it.</summary>
internal sealed class NoClassNoVolume : ISignature
{
    public string Code => "CHB252";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Claims.Unbound(snapshot) is not { } claim || !string.IsNullOrEmpty(claim.Spec.StorageClassName) || Claims.Class(snapshot, claim) is not null) yield break;
        // Without the classes nobody knows whether there is a default one.
        if (claim.Spec.StorageClassName is null && !snapshot.HasRead<StorageClass>()) yield break;
        var size = claim.Spec.Resources.Requests.GetValueOrDefault("storage") ?? "?";
        yield return this.Find(snapshot, claim.Metadata.Name, size, Text.List(claim.Spec.AccessModes)) with
        {
            Title = Text.Of(claim.Spec.StorageClassName is null ? "diagnosis.chb252.no-default" : "diagnosis.chb252.title", size, Text.List(claim.Spec.AccessModes)),
            Evidence = [Prove.Field($"pvc {claim.Metadata.Name}: spec.storageClassName", claim.Spec.StorageClassName is null ? Text.Of("diagnosis.value.absent") : "\"\""), .. Claims.Warnings(snapshot)],
            Kubectl = ["kubectl get storageclass", "kubectl get pv"],
        };
    }
}
