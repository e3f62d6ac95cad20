using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The disruption controller cannot count the budget's pods: bare pods, or owners without a scale. Until it can, nothing is evicted.</summary>
internal sealed class BudgetUncounted : ISignature
{
    public string Code => "CHB765";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Budget is not { } budget || Budgets.Uncounted(snapshot, budget) is not { } said) yield break;
        var bare = snapshot.Pods.Where(pod => pod.Metadata.OwnerReferences.Count == 0).Select(pod => pod.Metadata.Name).ToList();
        yield return this.Find(snapshot, $"{budget.Metadata.Namespace}/{snapshot.Target}", bare.Count > 0 ? Text.List(bare.Take(3)) : said.Value) with
        {
            Title = bare.Count > 0 ? Text.Of("diagnosis.chb765.bare", Text.List(bare.Take(3))) : Text.Of("diagnosis.chb765.title", said.Value),
            Evidence = [said, .. Budgets.Numbers(budget)],
            Kubectl = [$"kubectl describe pdb {budget.Metadata.Name} -n {budget.Metadata.Namespace}"],
        };
    }
}
