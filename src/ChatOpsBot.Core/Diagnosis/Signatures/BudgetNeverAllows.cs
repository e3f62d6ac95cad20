namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The budget wants every pod to stay: no eviction is ever allowed, however healthy they are.</summary>
internal sealed class BudgetNeverAllows : ISignature
{
    public string Code => "CHB761";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Budgets.Blocking(snapshot) is not { } budget || budget.Status.DesiredHealthy < budget.Status.ExpectedPods) yield break;
        yield return this.Find(snapshot, $"{budget.Metadata.Namespace}/{snapshot.Target}", Budgets.Written(budget), budget.Status.ExpectedPods) with
        {
            Evidence = [.. Budgets.Numbers(budget)],
            Kubectl = [$"kubectl get pdb {budget.Metadata.Name} -n {budget.Metadata.Namespace}"],
        };
    }
}
