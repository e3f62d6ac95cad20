using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The node runs short of memory, disk or process ids.</summary>
internal sealed class NodeUnderPressure : ISignature
{
    public string Code => "CHB903";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Target.Kind != ResourceKinds.Node ? [] :
        (snapshot.Node?.Object?.Status.Conditions ?? []).Where(condition => condition is { Type: "MemoryPressure" or "DiskPressure" or "PIDPressure" or "NetworkUnavailable", Status: "True" })
            .Select(condition => this.Find(snapshot, $"node {snapshot.Target.Name} {condition.Type}", condition.Type, Prove.Cut(condition.Message ?? "")) with
            {
                Evidence = [Prove.Field($"status.conditions[{condition.Type}]", $"{condition.Reason}: {condition.Message}")],
                Kubectl = [$"kubectl describe node {snapshot.Target.Name}", "kubectl top nodes"],
            });
}
