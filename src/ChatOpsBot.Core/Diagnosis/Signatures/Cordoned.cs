using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The nodes that the pod may use are cordoned.</summary>
internal sealed class Cordoned : ISignature
{
    public string Code => "CHB105";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Open.Count: 0, Chosen: { Count: > 0 } chosen }) yield break;
        var cordoned = chosen.Where(node => node.Cordoned).Select(node => node.Name).ToList();
        if (cordoned.Count == 0) yield break;
        yield return this.Find(snapshot, $"node {string.Join(' ', cordoned)}", Text.List(cordoned)) with
        {
            Evidence = [.. cordoned.Take(5).Select(name => Prove.Field($"node {name}: spec.unschedulable", "true")), .. PendingEvidence.Selector(snapshot), .. PendingEvidence.Of(snapshot)],
            Kubectl = ["kubectl get nodes"],
        };
    }
}
