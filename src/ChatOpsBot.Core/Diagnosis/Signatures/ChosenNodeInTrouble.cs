using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The only nodes that the pod's selector allows are in trouble, so the node controller has tainted them.</summary>
internal sealed class ChosenNodeInTrouble : ISignature
{
    public string Code => "CHB119";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Open.Count: 0, Chosen: { Count: > 0 } chosen }) yield break;
        var sick = chosen.Where(node => !node.Cordoned && node.Taints.Count > 0 && !node.Taints.Any(UntoleratedTaint.IsAReservation)).ToList();
        if (sick.Count == 0) yield break;
        var names = sick.Select(node => node.Name).ToList();
        yield return this.Find(snapshot, $"node {string.Join(' ', names)}", Text.List(names), Text.List(sick.SelectMany(node => node.Taints.Select(taint => taint.Key)).Distinct()), NodeSelection.Asked(snapshot.Pod!.Spec)) with
        {
            Evidence =
            [
                .. sick.Take(3).Select(node => Prove.Field($"node {node.Name}: spec.taints", string.Join(", ", node.Taints.Select(UntoleratedTaint.Written)))),
                .. PendingEvidence.Selector(snapshot),
                .. PendingEvidence.Of(snapshot),
            ],
            Kubectl = [$"kubectl describe node {names[0]}"],
            Buttons = [new(Text.Of("diagnosis.button.why", names[0]), $"why node {names[0]}")],
        };
    }
}
