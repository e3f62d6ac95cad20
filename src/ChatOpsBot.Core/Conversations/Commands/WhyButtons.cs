using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Diagnosis;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>The buttons under a diagnosis: looking first, dangerous last.</summary>
internal static class WhyButtons
{
    // The decision tree does not begin at these.
    private static readonly HashSet<ResourceKind> Unwalked =
        [ResourceKinds.Node, ResourceKinds.PersistentVolumeClaim, ResourceKinds.CronJob, ResourceKinds.HorizontalPodAutoscaler, ResourceKinds.PodDisruptionBudget];

    public static IReadOnlyList<Button> For(Inquiry inquiry, Finding first)
    {
        var subject = first.Subject;
        var buttons = new List<Button>();
        if (inquiry.Verdict != Verdict.Healthy && !Unwalked.Contains(subject.Kind))
            buttons.Add(new(Text.Of("diagnosis.button.walk"), $"walk {Named(subject)}", ButtonWeight.Primary));
        if (subject.Kind.Equals(ResourceKinds.Pod))
        {
            var container = first.Log is { } log ? $" -c {log.Container}{(log.Previous ? " -p" : "")}" : "";
            buttons.Add(new(Text.Of("diagnosis.button.logs"), $"logs {subject.Name} -n {subject.Namespace}{container}"));
        }
        if (subject.Namespace is not null) buttons.Add(new(Text.Of("diagnosis.button.events"), $"events {Named(subject)}"));
        var own = first.Buttons.Where(button => button.Command != $"why {Named(inquiry.Target)}").ToList();
        return [.. buttons.Concat(own).DistinctBy(button => button.Command).OrderBy(button => button.Weight == ButtonWeight.Dangerous)];
    }

    private static string Named(ResourceRef target) =>
        $"{(target.Kind.Equals(ResourceKinds.Pod) ? "" : target.Kind.Singular + " ")}{target.Name}{(target.Namespace is null ? "" : $" -n {target.Namespace}")}";
}
