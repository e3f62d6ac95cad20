using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the selector match the labels of a pod?</summary>
internal sealed record S2Selector() : Question("S2", Yes: "S6", No: "FixSelector")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Service() is not { } service)
            return snapshot.HasRead<Service>() ? Answer.Of(false, $"{Kubectl.Get(snapshot)} --show-labels", Text.Of("walk.saw.no-service", snapshot.Target.Name), Saw.Field("metadata.labels", Routes.Written(snapshot.Pod?.Metadata.Labels))) : Answer.Of(null, Kubectl.Get(snapshot, "service"), Saw.Unread("services"));
        var command = Kubectl.Get(snapshot, "pods", $"-l {string.Join(',', service.Spec.Selector.Select(pair => $"{pair.Key}={pair.Value}"))}");
        if (!snapshot.HasRead<Pod>()) return Answer.Of(null, command, Saw.Unread("pods"));
        var behind = snapshot.Behind();
        return Answer.Of(behind.Count > 0, command, Saw.Field($"service/{service.Metadata.Name} spec.selector", Routes.Written(service.Spec.Selector)),
            Text.Of("walk.saw.selected", behind.Count));
    }
}
