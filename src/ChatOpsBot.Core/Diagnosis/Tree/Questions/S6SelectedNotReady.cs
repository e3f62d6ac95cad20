using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Are the pods that it selects not Ready?</summary>
internal sealed record S6SelectedNotReady() : Question("S6", Yes: "PodsNotReady", No: "S3")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var behind = snapshot.Behind();
        var unready = behind.Where(pod => !pod.IsReady()).ToList();
        return Answer.Of(behind.Count > 0 && unready.Count == behind.Count, Kubectl.Get(snapshot, "pods"),
            [Text.Of("walk.saw.not-ready", unready.Count, behind.Count), .. unready.Take(3).Select(pod => Saw.Field($"pod/{pod.Metadata.Name}", pod.Focus(now)?.Word() ?? pod.Status.Phase))]);
    }
}
