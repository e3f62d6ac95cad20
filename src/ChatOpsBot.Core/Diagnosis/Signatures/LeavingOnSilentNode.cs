using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod is to go, and the kubelet that must confirm it is not heard of: off, or only cut off.</summary>
internal sealed class LeavingOnSilentNode : ISignature
{
    public string Code => "CHB752";
    public Severity Severity => Severity.Critical;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Metadata.DeletionTimestamp: not null } pod || !pod.IsScheduled() || NodeSilence.Of(snapshot) is not { Gone: false } silence || Leaving.HasEnded(pod)) yield break;
        var keeps = snapshot.Owners.Any(owner => owner.Kind == ResourceKinds.StatefulSet);
        var found = this.Find(snapshot, $"node {silence.Name}", silence.Name, silence.Heard, pod.Metadata.DeletionTimestamp.Value);
        yield return found with
        {
            Evidence =
            [
                .. silence.Evidence, Leaving.Deadline(pod),
                .. pod.Status.Reason is { } reason ? [Prove.Field("status.reason", $"{reason}: {pod.Status.Message}")] : Array.Empty<Evidence>(),
                .. pod.Condition("DisruptionTarget") is { Status: "True" } target ? [Prove.Field("status.conditions[DisruptionTarget]", $"{target.Reason}: {target.Message}")] : Array.Empty<Evidence>(),
                .. keeps ? [new Evidence("metadata.ownerReferences", Text.Of("diagnosis.value.at-most-one", snapshot.Owners[0].Reference.Name))] : Array.Empty<Evidence>(),
            ],
            Steps = [found.Steps[0], found.Steps[1], keeps ? Text.Of("diagnosis.chb752.riskier-stateful", silence.Name, snapshot.Owners[0].Reference.Name) : Text.Of("diagnosis.chb752.riskier", silence.Name)],
            Kubectl = [$"kubectl get node {silence.Name}", $"kubectl get lease {silence.Name} -n kube-node-lease"],
            Buttons = Leaving.IsOver(pod, now) ? Leaving.Force(snapshot, silence.Name) : [new(Text.Of("diagnosis.button.why", silence.Name), $"why node {silence.Name}")],
        };
    }
}
