using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Are there several containers, so that one is to be chosen?</summary>
internal sealed record C4WhichContainer() : Question("C4", Yes: "P7", No: "P7")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pod = snapshot.Pod!;
        var focus = pod.Focus(now)?.Name ?? "";
        return Answer.Of(pod.AllContainers().Count() > 1, Kubectl.Logs(snapshot, focus), Text.Of("walk.saw.focus", focus, pod.Focus(now)?.Word() ?? ""));
    }
}
