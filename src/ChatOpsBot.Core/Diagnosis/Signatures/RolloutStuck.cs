using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Deployment's newest pods did not become available within progressDeadlineSeconds: what keeps them is the cause.</summary>
internal sealed class RolloutStuck : ISignature
{
    public string Code => "CHB210";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Deployment || snapshot.Workload is not { Wanted: > 0 } workload
            || workload.Conditions.FirstOrDefault(condition => condition is { Type: "Progressing", Status: "False", Reason: "ProgressDeadlineExceeded" }) is not { } said) yield break;
        var newest = snapshot.ReplicaSets.FirstOrDefault(set => (said.Message ?? "").Contains(set.Metadata.Name, StringComparison.Ordinal)) ?? (snapshot.ReplicaSets.Count > 0 ? snapshot.ReplicaSets[0] : null);
        var older = snapshot.ReplicaSets.Where(set => set != newest).Sum(set => set.Status.ReadyReplicas ?? 0);
        yield return this.Find(snapshot, snapshot.Target.ToString(), newest?.Metadata.Name ?? "?", newest?.Status.ReadyReplicas ?? 0, workload.Wanted, older) with
        {
            Title = Text.Of(older > 0 ? "diagnosis.chb210.old" : "diagnosis.chb210.title", newest?.Metadata.Name ?? "?", newest?.Status.ReadyReplicas ?? 0, workload.Wanted, older),
            Evidence = [Prove.Field("status.conditions[Progressing]", $"{said.Reason}: {said.Message}")],
            Kubectl = [$"kubectl rollout status deployment/{snapshot.Target.Name} -n {snapshot.Target.Namespace}", $"kubectl rollout history deployment/{snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
        };
    }
}
