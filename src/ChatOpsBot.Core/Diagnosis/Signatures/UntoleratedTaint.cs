using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The nodes that the pod's own selector allows carry taints that it does not tolerate.</summary>
internal sealed class UntoleratedTaint : ISignature
{
    public string Code => "CHB103";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Open.Count: 0, Chosen: { Count: > 0 } chosen }) yield break;
        var tainted = chosen.Where(node => !node.Cordoned && node.Taints.Any(IsAReservation)).ToList();
        if (tainted.Count == 0) yield break;
        var taints = tainted.SelectMany(node => node.Taints.Where(IsAReservation).Select(Written)).Distinct().ToList();
        yield return this.Find(snapshot, string.Join(' ', taints), Text.List(taints), Text.List(tainted.Select(node => node.Name)), NodeSelection.Asked(snapshot.Pod!.Spec)) with
        {
            Evidence =
            [
                .. tainted.Take(5).Select(node => Prove.Field($"node {node.Name}: spec.taints", string.Join(", ", node.Taints.Select(Written)))),
                .. PendingEvidence.Selector(snapshot),
                .. PendingEvidence.Of(snapshot),
            ],
            Kubectl = ["kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints"],
        };
    }

    /// <summary>Put on by people, and not by the node controller for a node in trouble.</summary>
    internal static bool IsAReservation(Taint taint) => !taint.Key.StartsWith("node.kubernetes.io/", StringComparison.Ordinal);

    internal static string Written(Taint taint) => string.IsNullOrEmpty(taint.Value) ? $"{taint.Key}:{taint.Effect}" : $"{taint.Key}={taint.Value}:{taint.Effect}";
}
