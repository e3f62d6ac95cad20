using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Are all of its pods Ready?</summary>
internal sealed record W6AllReady() : Question("W6", Yes: "WorkloadHealthy", No: "WalkPod")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var unready = snapshot.Pods.Where(pod => pod.Status.Phase != "Succeeded" && !pod.IsReady()).ToList();
        return Answer.Of(unready.Count == 0, Kubectl.Get(snapshot, "pods"), [Text.Of("walk.saw.not-ready", unready.Count, snapshot.Pods.Count), .. unready.Take(3).Select(pod => Saw.Field($"pod/{pod.Metadata.Name}", pod.Focus(now)?.Word() ?? pod.Status.Phase))]);
    }
}
