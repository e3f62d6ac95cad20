using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does a ResourceQuota stop the pod? A quota refuses pods before they exist, so a pod that can be seen passed it.</summary>
internal sealed record P3Quota() : Question("P3", Yes: "RelaxQuota", No: "P4")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) =>
        Answer.Of(false, Kubectl.Get(snapshot, "resourcequota"), Text.Of("walk.saw.quota-passed", snapshot.Target.Name));
}
