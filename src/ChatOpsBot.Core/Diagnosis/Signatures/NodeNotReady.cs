using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The node's own kubelet says that it is not ready, and why.</summary>
internal sealed class NodeNotReady : ISignature
{
    public string Code => "CHB902";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Node || snapshot.Node?.Object?.Status.Conditions.FirstOrDefault(condition => condition.Type == "Ready") is not { Status: "False" } ready) yield break;
        yield return this.Find(snapshot, $"node {snapshot.Target.Name}", Prove.Cut(ready.Message ?? ready.Reason)) with
        {
            Evidence = [Prove.Field("status.conditions[Ready]", $"{ready.Reason}: {ready.Message}")],
            Kubectl = [$"kubectl describe node {snapshot.Target.Name}"],
        };
    }
}
