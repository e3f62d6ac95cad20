using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The claim waits until a pod that mounts it is placed: not a fault.</summary>
internal sealed class WaitsForFirstConsumer : ISignature
{
    public string Code => "CHB253";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Claims.Unbound(snapshot) is not { } claim || Claims.Class(snapshot, claim) is not { VolumeBindingMode: "WaitForFirstConsumer" } found) yield break;
        if (Claims.Last(snapshot, "ProvisioningFailed") is not null) yield break;
        yield return this.Find(snapshot, claim.Metadata.Name, found.Metadata.Name, snapshot.Pods.Count == 0 ? Text.Of("diagnosis.value.none") : Text.List(snapshot.Pods.Select(pod => pod.Metadata.Name))) with
        {
            Evidence = [Prove.Field($"storageclass {found.Metadata.Name}: volumeBindingMode", "WaitForFirstConsumer"), .. Claims.Warnings(snapshot)],
            Kubectl = [$"kubectl describe pvc {claim.Metadata.Name} -n {claim.Metadata.Namespace}"],
        };
    }
}
