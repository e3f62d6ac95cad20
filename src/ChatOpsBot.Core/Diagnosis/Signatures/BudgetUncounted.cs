namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The disruption controller cannot count the budget's pods: bare pods, or owners without a scale. Until it can, nothing is evicted.</summary>
internal sealed class BudgetUncounted : ISignature
{
    public string Code => "CHB765";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Budget is not { } budget || Budgets.Uncounted(snapshot, budget) is not { } said) yield break;
        yield return this.Find(snapshot, $"{budget.Metadata.Namespace}/{snapshot.Target}", said.Value) with
        {
            Evidence = [said, .. Budgets.Numbers(budget)],
            Kubectl = [$"kubectl describe pdb {budget.Metadata.Name} -n {budget.Metadata.Namespace}"],
        };
    }
}
