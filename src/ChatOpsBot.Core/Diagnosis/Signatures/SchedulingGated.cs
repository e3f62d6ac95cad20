using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Somebody asked the scheduler to leave the pod alone until a gate is removed.</summary>
internal sealed class SchedulingGated : ISignature
{
    public string Code => "CHB115";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Spec.SchedulingGates: { Count: > 0 } gates } pod || !pod.IsWanted()) yield break;
        var names = gates.Select(gate => gate.Name).ToList();
        yield return this.Find(snapshot, string.Join(' ', names), Text.List(names)) with
        {
            Evidence = [Prove.Field("spec.schedulingGates", string.Join(", ", names)), .. PendingEvidence.Of(snapshot)],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.schedulingGates}}'"],
        };
    }
}
