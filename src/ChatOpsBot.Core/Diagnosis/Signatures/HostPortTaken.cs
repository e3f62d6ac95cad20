using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Another pod holds the host port on every node that the pod may enter.</summary>
internal sealed class HostPortTaken : ISignature
{
    public string Code => "CHB108";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Open: { Count: > 0 } open } || open.Any(node => node.Fits)) yield break;
        var taken = open.Where(node => node.Ports.Count > 0).ToList();
        if (taken.Count == 0) yield break;
        var (port, holder) = taken[0].Ports[0];
        yield return this.Find(snapshot, $"{port}", port, holder, Text.List(taken.Select(node => node.Name))) with
        {
            Evidence =
            [
                Prove.Field("spec.containers[].ports[].hostPort", port),
                .. taken.Take(5).SelectMany(node => node.Ports.Select(held => new Evidence(Text.Of("diagnosis.where.node", node.Name), Text.Of("diagnosis.value.held", held.Port, held.Holder)))),
                .. PendingEvidence.Of(snapshot),
            ],
            Kubectl = ["kubectl get pods -A -o wide --field-selector spec.nodeName=" + taken[0].Name],
        };
    }
}
