using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>No node has the labels that nodeSelector or required node affinity ask for.</summary>
internal sealed class NodeSelectorUnmet : ISignature
{
    public string Code => "CHB104";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Chosen.Count: 0, Nodes: { } nodes }) yield break;
        var asked = NodeSelection.Asked(snapshot.Pod!.Spec);
        var missing = nodes.Select(node => node.Selector!).Distinct().ToList();
        yield return this.Find(snapshot, asked, Text.List(missing), asked, nodes.Count, Offered(missing[0], nodes)) with
        {
            Evidence =
            [
                .. PendingEvidence.Selector(snapshot),
                .. nodes.Take(5).Select(node => new Evidence(Text.Of("diagnosis.where.node", node.Name), Near(node) is { } near ? Text.Of("diagnosis.value.lacks-label", node.Selector!, near) : Text.Of("diagnosis.value.lacks", node.Selector!))),
                .. PendingEvidence.Of(snapshot),
            ],
            Kubectl = ["kubectl get nodes --show-labels"],
        };
    }

    // The value that the node has for the same key is the hint that matters: disk=ssd asked, disk=hdd there.
    private static string? Near(NodeFit node)
    {
        var key = Key(node.Selector!);
        return node.Node.Metadata.Labels.TryGetValue(key, out var value) ? $"{key}={value}" : null;
    }

    private static Text Offered(string missing, IReadOnlyList<NodeFit> nodes)
    {
        var key = Key(missing);
        var values = nodes.Select(node => node.Node.Metadata.Labels.GetValueOrDefault(key)).OfType<string>().Distinct().ToList();
        return values.Count == 0 ? Text.Of("diagnosis.value.no-node-has", key) : Text.Of("diagnosis.value.nodes-have", key, Text.List(values));
    }

    private static string Key(string selector) => selector.Split(['=', ' '], 2)[0];
}
