using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Something took the pod down on purpose: preemption, the taint manager, an eviction, a node's shutdown.</summary>
internal sealed class Disrupted : ISignature
{
    public string Code => "CHB703";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Status.Phase: "Failed", Metadata.DeletionTimestamp: null } pod) yield break;
        var target = pod.Condition("DisruptionTarget") is { Status: "True" } condition ? condition : null;
        var shut = pod.Status.Reason is "Terminated" or "NodeShutdown" or "Shutdown" or "Preempting";
        if ((target is null && !shut) || pod.Status.Reason == "Evicted") yield break;
        var actor = target?.Reason ?? pod.Status.Reason;
        yield return this.Find(snapshot, $"{actor} {pod.Spec.NodeName}", Prove.Cut(target?.Message ?? pod.Status.Message ?? actor), actor) with
        {
            Evidence =
            [
                .. target is null ? Array.Empty<Evidence>() : [Prove.Field("status.conditions[DisruptionTarget]", $"{target.Reason}: {target.Message}")],
                .. pod.Status.Reason is { } reason ? [Prove.Field("status.reason", $"{reason}: {pod.Status.Message}")] : Array.Empty<Evidence>(),
            ],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.status}}'"],
            Buttons = [new(Text.Of("diagnosis.button.delete"), $"delete pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}", ButtonWeight.Dangerous)],
        };
    }
}
