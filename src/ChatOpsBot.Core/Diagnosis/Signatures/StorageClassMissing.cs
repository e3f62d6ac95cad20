using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The claim names a StorageClass that does not exist.</summary>
internal sealed class StorageClassMissing : ISignature
{
    public string Code => "CHB251";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Claims.Unbound(snapshot) is not { Spec.StorageClassName: { Length: > 0 } name } claim || !snapshot.HasRead<StorageClass>()) yield break;
        if (snapshot.StorageClasses.Any(found => found.Metadata.Name == name)) yield break;
        var there = snapshot.StorageClasses.Select(found => found.Metadata.Name).ToList();
        yield return this.Find(snapshot, name, name, there.Count == 0 ? Text.Of("diagnosis.value.none") : Text.List(there), claim.Metadata.Name) with
        {
            Evidence = [Prove.Field($"pvc {claim.Metadata.Name}: spec.storageClassName", name), .. Claims.Warnings(snapshot)],
            Kubectl = ["kubectl get storageclass"],
        };
    }
}
