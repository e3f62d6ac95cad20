using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Do fewer pods exist than it should have?</summary>
internal sealed record W1LacksPods() : Question("W1", Yes: "W2", No: "W6")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var live = snapshot.Pods.Count(pod => pod.IsLive());
        return Answer.Of(snapshot.HasRead<Pod>() ? live < snapshot.Workload!.Wanted : null, Kubectl.Get(snapshot, "pods"),
            snapshot.HasRead<Pod>() ? Text.Of("walk.saw.pods-of", live, snapshot.Workload!.Wanted) : Saw.Unread("pods"));
    }
}
