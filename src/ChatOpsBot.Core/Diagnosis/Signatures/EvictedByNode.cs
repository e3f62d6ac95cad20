using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The kubelet evicted the pod because the node ran short of memory, disk or processes.</summary>
internal sealed partial class EvictedByNode : ISignature
{
    public string Code => "CHB701";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Status: { Phase: "Failed", Reason: "Evicted", Message: { } message } } pod || Low().Match(message) is not { Success: true } low) yield break;
        yield return this.Find(snapshot, $"node {pod.Spec.NodeName} {low.Groups["what"].Value.ToLowerInvariant()}", low.Groups["what"].Value.ToLowerInvariant(), pod.Spec.NodeName) with
        {
            Evidence = [Prove.Field("status.message", message), .. snapshot.Events.Where(e => e.Reason == "Evicted").TakeLast(1).Select(Prove.By)],
            Kubectl = [$"kubectl describe node {pod.Spec.NodeName}"],
            Buttons = [new(Text.Of("diagnosis.button.why", pod.Spec.NodeName), $"why node {pod.Spec.NodeName}")],
        };
    }

    [GeneratedRegex(@"low on resource: (?<what>[\w-]+)|The node had condition: \[(?<what>\w+)Pressure")]
    private static partial Regex Low();
}
