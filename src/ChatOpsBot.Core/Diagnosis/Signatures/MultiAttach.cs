using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The volume is still attached to the node of another pod.</summary>
internal sealed class MultiAttach : ISignature
{
    public string Code => "CHB303";
    public Severity Severity => Severity.Critical;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Mounts.Last(snapshot, "FailedAttachVolume", "Multi-Attach") is not { } said) yield break;
        var claims = References.ClaimsOf(snapshot.Pod!).ToHashSet();
        var holders = snapshot.Neighbours.Where(pod => pod.Metadata.Uid != snapshot.Pod!.Metadata.Uid && pod.IsLive() && References.ClaimsOf(pod).Any(claims.Contains)).ToList();
        var holder = holders.Count == 0 ? (Text)Text.Of("diagnosis.value.unknown-pod") : Text.List(holders.Select(pod => $"{pod.Metadata.Name} ({pod.Spec.NodeName})"));
        yield return this.Find(snapshot, string.Join(' ', claims), Text.List(claims), holder) with
        {
            Evidence = [Prove.By(said), .. holders.Take(3).Select(pod => Prove.Field($"pod {pod.Metadata.Name}: spec.nodeName", pod.Spec.NodeName))],
            Kubectl = ["kubectl get volumeattachments", $"kubectl get pods -n {snapshot.Target.Namespace} -o wide"],
            Buttons = [.. holders.Take(1).Select(pod => new Button(Text.Of("diagnosis.button.why", pod.Metadata.Name), $"why pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}"))],
        };
    }
}
