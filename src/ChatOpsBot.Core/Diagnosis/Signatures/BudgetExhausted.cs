using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The budget allows no eviction now, because some of its pods are not healthy: what keeps them is the cause.</summary>
internal sealed class BudgetExhausted : ISignature
{
    public string Code => "CHB762";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Budgets.Blocking(snapshot) is not { } budget || budget.Status.DesiredHealthy >= budget.Status.ExpectedPods
            // The pods of two budgets are counted for one of them alone.
            || new TwoBudgets().Look(snapshot, now).Any()) yield break;
        var sick = snapshot.Pods.Where(pod => !pod.IsReady()).Select(pod => pod.Metadata.Name).ToList();
        yield return this.Find(snapshot, $"{budget.Metadata.Namespace}/{snapshot.Target}", budget.Status.CurrentHealthy, budget.Status.ExpectedPods, budget.Status.DesiredHealthy,
            sick.Count == 0 ? Text.Of("diagnosis.value.none") : Text.List(sick.Take(3))) with
        {
            Evidence = [.. Budgets.Numbers(budget), .. snapshot.Pods.Where(pod => !pod.IsReady()).Take(3).Select(pod => new Evidence($"pod {pod.Metadata.Name}: status.conditions[Ready]", pod.Condition("Ready")?.Status ?? (Text)"?"))],
            Kubectl = [$"kubectl get pdb {budget.Metadata.Name} -n {budget.Metadata.Namespace}"],
        };
    }
}
