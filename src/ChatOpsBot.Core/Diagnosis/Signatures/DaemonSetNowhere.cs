using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>No node matches what the DaemonSet asks of nodes; no message says so.</summary>
internal sealed class DaemonSetNowhere : ISignature
{
    public string Code => "CHB209";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.DaemonSet || snapshot.Workload is not { Wanted: 0 } workload || snapshot.Nodes.Count == 0) yield break;
        var asked = NodeSelection.Asked(workload.Template.Spec);
        if (asked.Length == 0 || snapshot.Nodes.Any(node => NodeSelection.Unmet(workload.Template.Spec, node) is null)) yield break;
        yield return this.Find(snapshot, asked, asked, snapshot.Nodes.Count) with
        {
            Evidence =
            [
                Prove.Field("status.desiredNumberScheduled", "0"), Prove.Field("spec.template.spec.nodeSelector", asked),
                .. snapshot.Nodes.Take(3).Select(node => new Evidence(Text.Of("diagnosis.where.node", node.Metadata.Name), Text.Of("diagnosis.value.lacks", NodeSelection.Unmet(workload.Template.Spec, node)!))),
            ],
            Kubectl = ["kubectl get nodes --show-labels"],
        };
    }
}
