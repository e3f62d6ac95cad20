using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The kubelet's own copy of ConfigMaps and Secrets stays empty. For a moment after a start that is normal; for minutes it means
/// that the kubelet cannot read them from the API server.</summary>
internal sealed class CacheNotSynced : ISignature
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Code => "CHB309";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Mounts.Last(snapshot, "FailedMount", "failed to sync") is not { } said || now - snapshot.Pod!.Metadata.CreationTimestamp < Patience
            || new MountFailed().Look(snapshot, now).Any() || new VolumeSourceMissing().Look(snapshot, now).Any()) yield break;
        var node = snapshot.Pod.Spec.NodeName!;
        yield return this.Find(snapshot, $"node {node}", node, snapshot.Pod.Metadata.CreationTimestamp is { } since ? now - since : (Text)"?") with
        {
            Confidence = Confidence.Likely,
            Evidence = [Prove.By(said)],
            Kubectl = [$"kubectl describe node {node}", "kubectl get --raw /readyz?verbose"],
            Buttons = [new(Text.Of("diagnosis.button.why", node), $"why node {node}")],
        };
    }
}
