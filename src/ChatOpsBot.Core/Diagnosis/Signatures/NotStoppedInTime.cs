using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The grace period is over on a node that reports: its kubelet or runtime cannot stop the pod.</summary>
internal sealed class NotStoppedInTime : ISignature
{
    public string Code => "CHB755";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Metadata.DeletionTimestamp: not null } pod || !Leaving.IsOver(pod, now) || Leaving.HasEnded(pod) || NodeSilence.Of(snapshot) is not null || snapshot.Node?.Object is null) yield break;
        var said = snapshot.Events.LastOrDefault(e => e.Reason is "FailedKillPod" or "FailedPreStopHook" or "KillContainerFailed");
        yield return this.Find(snapshot, $"node {pod.Spec.NodeName}", pod.Spec.NodeName, now - pod.Metadata.DeletionTimestamp.Value, said is null ? "" : Prove.Cut(said.Message)) with
        {
            Confidence = said is null ? Confidence.CannotTell : Confidence.Likely,
            Title = Text.Of(said is null ? "diagnosis.chb755.silent" : "diagnosis.chb755.title", pod.Spec.NodeName, now - pod.Metadata.DeletionTimestamp.Value, said is null ? "" : Prove.Cut(said.Message)),
            Evidence = [.. said is null ? Array.Empty<Evidence>() : [Prove.By(said)], Leaving.Deadline(pod), Prove.Field($"node {pod.Spec.NodeName}: status.conditions[Ready]", "True")],
            Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}", $"kubectl describe node {pod.Spec.NodeName}"],
            Buttons = [new(Text.Of("diagnosis.button.why", pod.Spec.NodeName), $"why node {pod.Spec.NodeName}")],
        };
    }
}
