using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The kubelet refused the pod when it arrived: the node had no room, or does not match.</summary>
internal sealed class RefusedByKubelet : ISignature
{
    public string Code => "CHB704";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Status: { Phase: "Failed", Reason: { Length: > 0 } reason }, Metadata.DeletionTimestamp: null } pod || IsEnd(reason) || pod.Status.ContainerStatuses.Any(c => c.ContainerID is not null)) yield break;
        yield return this.Find(snapshot, $"node {pod.Spec.NodeName} {reason}", pod.Spec.NodeName, reason, Prove.Cut(pod.Status.Message)) with
        {
            Evidence = [Prove.Field("status.reason", reason), Prove.Field("status.message", pod.Status.Message), .. NodeSelection.Asked(pod.Spec) is { Length: > 0 } asked ? [Prove.Field("spec.nodeSelector", asked)] : Array.Empty<Evidence>()],
            Kubectl = [$"kubectl describe node {pod.Spec.NodeName}"],
            Buttons = [new(Text.Of("diagnosis.button.delete"), $"delete pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}", ButtonWeight.Dangerous)],
        };
    }

    // These end a pod that the kubelet had taken, and have rules of their own.
    private static bool IsEnd(string reason) => reason is "Evicted" or "DeadlineExceeded" or "Terminated" or "NodeShutdown" or "Shutdown" or "Preempting";
}
