using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The node runs short of memory, disk or process ids.</summary>
internal sealed class NodeUnderPressure : ISignature
{
    public string Code => "CHB903";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Node || snapshot.Node?.Object is not { } node) yield break;
        foreach (var condition in node.Status.Conditions.Where(condition => condition is { Type: "MemoryPressure" or "DiskPressure" or "PIDPressure" or "NetworkUnavailable", Status: "True" }))
        {
            var found = this.Find(snapshot, $"node {snapshot.Target.Name} {condition.Type}", condition.Type, Prove.Cut(condition.Message));
            yield return found with
            {
                // No pressure, though it stands among them: a route or an agent is missing.
                Steps = condition.Type == "NetworkUnavailable" ? [Text.Of("diagnosis.chb903.network")] : found.Steps,
                Evidence = [Prove.Field($"status.conditions[{condition.Type}]", $"{condition.Reason}: {condition.Message}")],
                Kubectl = [$"kubectl describe node {snapshot.Target.Name}", "kubectl top nodes"],
            };
        }
    }
}
