using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A pod is under two budgets: the API server evicts no such pod, whatever the budgets allow.</summary>
internal sealed class TwoBudgets : ISignature
{
    public string Code => "CHB764";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Budget is not { } budget) yield break;
        var shared = snapshot.Budgets.Where(other => other.Metadata.Name != budget.Metadata.Name)
            .Select(other => (Other: other.Metadata.Name, Pods: snapshot.Pods.Where(other.Covers).Select(pod => pod.Metadata.Name).ToList())).Where(pair => pair.Pods.Count > 0).ToList();
        if (shared.Count == 0) yield break;
        var names = shared.Select(pair => pair.Other).Append(budget.Metadata.Name).Order(StringComparer.Ordinal).ToList();
        yield return this.Find(snapshot, $"{budget.Metadata.Namespace} {string.Join(' ', names)}", Text.List(names), Text.List(shared[0].Pods.Take(3))) with
        {
            Evidence = [.. snapshot.Budgets.Where(one => names.Contains(one.Metadata.Name)).Select(one => Prove.Field($"pdb {one.Metadata.Name}: spec.selector", Clusters.Selecting.Written(one.Spec.Selector!)))],
            Kubectl = [$"kubectl get pdb -n {budget.Metadata.Namespace}"],
        };
    }
}
