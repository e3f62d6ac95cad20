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
        var pod = inquiry.Others.Append(inquiry.Main).FirstOrDefault(diagnosis => diagnosis.Snapshot.Target == subject)?.Snapshot.Pod;
        if (pod is not null && pod.AllContainers().Any(HasRun))
        {
            // The excerpt may be of the kubelet's log.
            var container = first.Log is { } log && pod.AllContainers().Any(one => one.Name == log.Container) ? $" -c {log.Container}{(log.Previous ? " -p" : "")}" : "";
            buttons.Add(new(Text.Of("diagnosis.button.logs"), $"logs {subject.Name} -n {subject.Namespace}{container}"));
        }
        if (subject.Namespace is not null) buttons.Add(new(Text.Of("diagnosis.button.events"), $"events {Named(subject)}"));
        var own = first.Buttons.Where(button => button.Command != $"why {Named(inquiry.Target)}").ToList();
        return [.. buttons.Concat(own).DistinctBy(button => button.Command).OrderBy(button => button.Weight == ButtonWeight.Dangerous)];
    }

    private static bool HasRun(ContainerInPod container) =>
        container.Status is { State: { Running: not null } or { Terminated: not null } } or { LastState.Terminated: not null };

    private static string Named(ResourceRef target) =>
        $"{(target.Kind.Equals(ResourceKinds.Pod) ? "" : target.Kind.Singular + " ")}{target.Name}{(target.Namespace is null ? "" : $" -n {target.Namespace}")}";
}
