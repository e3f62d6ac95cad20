using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The containers are ready and a readiness gate is not: some controller has not set its condition.</summary>
internal sealed class ReadinessGateOpen : ISignature
{
    public string Code => "CHB605";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod?.IsWanted() != true || snapshot.Pod.Condition("ContainersReady")?.Status != "True" || snapshot.Pod.IsReady()) yield break;
        foreach (var gate in snapshot.Pod.Spec.ReadinessGates.Where(gate => snapshot.Pod.Condition(gate.ConditionType)?.Status != "True"))
            yield return this.Find(snapshot, gate.ConditionType, gate.ConditionType) with
            {
                Evidence =
                [
                    Prove.Field("spec.readinessGates", gate.ConditionType),
                    new($"status.conditions[{gate.ConditionType}]", snapshot.Pod.Condition(gate.ConditionType)?.Status is { } status ? status : Text.Of("diagnosis.value.absent")),
                    .. snapshot.Pod.Condition("Ready")?.Message is { } message ? [Prove.Field("status.conditions[Ready].message", message)] : Array.Empty<Evidence>(),
                ],
                Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o wide"],
            };
    }
}
