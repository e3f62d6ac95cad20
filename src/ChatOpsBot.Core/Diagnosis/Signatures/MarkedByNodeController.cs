using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The containers are ready and the pod is not, without a readiness gate: the node controller says so of every pod of a node
/// that is not Ready (https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller), and only the kubelet takes it back.</summary>
internal sealed class MarkedByNodeController : ISignature
{
    public string Code => "CHB606";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!IsIt(snapshot) || NodeSilence.Of(snapshot) is not null || snapshot.Node?.Object is not { } node) yield break;
        var (marked, ready) = (snapshot.Pod!.Condition("Ready")!, node.Status.Conditions.FirstOrDefault(condition => condition.Type == "Ready"));
        var back = ready?.Status == "True";
        Text when = marked.LastTransitionTime is { } at ? at : "?";
        var found = this.Find(snapshot, $"node {node.Metadata.Name}", when, node.Metadata.Name, ready?.LastTransitionTime is { } since ? since : "?");
        yield return found with
        {
            Title = back ? found.Title : Text.Of("diagnosis.chb606.still", when, node.Metadata.Name),
            // Marked before the node was back: by whom else?
            Confidence = !back || marked.LastTransitionTime <= ready!.LastTransitionTime ? Confidence.Confirmed : Confidence.Likely,
            Evidence =
            [
                Prove.Field("status.conditions[Ready]", $"{marked.Status} {marked.Reason}".Trim()),
                Prove.Field("status.conditions[ContainersReady]", "True"),
                Prove.Field($"node {node.Metadata.Name}: status.conditions[Ready]", $"{ready?.Status}: {ready?.Message}"),
                .. snapshot.Events.Where(e => e.Reason == "NodeNotReady").TakeLast(1).Select(Prove.By),
            ],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.status.conditions}}'", $"kubectl describe node {node.Metadata.Name}"],
        };
    }

    /// <summary>Whether only somebody other than the kubelet can have set the pod's Ready condition.</summary>
    public static bool IsIt(Snapshot snapshot) => snapshot.Pod is { Status.Phase: "Running", Spec: { ReadinessGates.Count: 0, NodeName: not null } } pod && pod.IsWanted()
        && pod.Condition("Ready")?.Status == "False" && pod.Condition("ContainersReady")?.Status == "True";
}
