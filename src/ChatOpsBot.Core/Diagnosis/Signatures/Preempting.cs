using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The scheduler makes room by removing pods of lower priority: the pod waits for them to end.</summary>
internal sealed class Preempting : ISignature
{
    public string Code => "CHB118";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Status.NominatedNodeName: { Length: > 0 } node } pod || !pod.IsWanted() || pod.IsScheduled()) yield break;
        yield return this.Find(snapshot, node, node) with
        {
            Evidence = [Prove.Field("status.nominatedNodeName", node)],
            Kubectl = [$"kubectl get pods -A -o wide --field-selector spec.nodeName={node}"],
        };
    }
}
