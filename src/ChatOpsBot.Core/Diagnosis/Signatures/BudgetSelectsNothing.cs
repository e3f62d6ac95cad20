using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The budget's selector picks no pod, so it protects nobody.</summary>
internal sealed class BudgetSelectsNothing : ISignature
{
    public string Code => "CHB763";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Budget is not { Status.ExpectedPods: 0 } budget || snapshot.Pods.Count > 0 || !snapshot.HasRead<Pod>()) yield break;
        var selector = budget.Spec.Selector?.Written() ?? "";
        var near = snapshot.Neighbours.FirstOrDefault(pod => pod.IsWanted() && budget.Spec.Selector?.MatchLabels.Any(pair =>
            pod.Metadata.Labels.TryGetValue(pair.Key, out var value) && Nearest.Of(pair.Value, [value]).Count > 0) == true);
        var shown = near is null ? null : string.Join(",", near.Metadata.Labels.Where(pair => pair.Key != "pod-template-hash").Select(pair => $"{pair.Key}={pair.Value}"));
        yield return this.Find(snapshot, $"{budget.Metadata.Namespace}/{snapshot.Target}", selector, near?.Metadata.Name ?? "", shown ?? "") with
        {
            Title = near is null ? Text.Of("diagnosis.chb763.alone", selector) : Text.Of("diagnosis.chb763.title", selector, near.Metadata.Name, shown!),
            Evidence = [Prove.Field("spec.selector", selector), .. near is null ? Array.Empty<Evidence>() : [Prove.Field($"pod {near.Metadata.Name}: metadata.labels", shown!)], Prove.Field("status.expectedPods", "0")],
            Kubectl = [$"kubectl get pods -n {budget.Metadata.Namespace} -l '{selector}'", $"kubectl get pods -n {budget.Metadata.Namespace} --show-labels"],
        };
    }
}
