using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod's node is not heard of, so its status is what it was; it is not being deleted yet.</summary>
internal sealed class OnSilentNode : ISignature
{
    public string Code => "CHB757";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { } pod || !pod.IsWanted() || NodeSilence.Of(snapshot) is not { Gone: false } silence) yield break;
        var patience = pod.Spec.Tolerations.FirstOrDefault(toleration => toleration is { Key: "node.kubernetes.io/unreachable", Effect: "NoExecute" })?.TolerationSeconds;
        yield return this.Find(snapshot, $"node {silence.Name}", silence.Name, silence.Heard, patience is null ? Text.Of("diagnosis.value.never") : $"{patience}s") with
        {
            Evidence = [.. silence.Evidence, .. snapshot.Events.Where(e => e.Reason == "NodeNotReady").TakeLast(1).Select(Prove.By)],
            Kubectl = [$"kubectl get node {silence.Name}"],
            Buttons = [new(Text.Of("diagnosis.button.why", silence.Name), $"why node {silence.Name}")],
        };
    }
}
