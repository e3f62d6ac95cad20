using ChatOpsBot.Core.Diagnosis.Signatures;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Are the containers ready, and only the node controller says that the pod is not?</summary>
internal sealed record R2MarkedByNodeController() : Question("R2", Yes: "MarkedUnready", No: "Unknown")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(MarkedByNodeController.IsIt(snapshot), Kubectl.Field(snapshot, ".status.conditions"),
        Saw.Field("status.conditions[ContainersReady]", snapshot.Pod!.Condition("ContainersReady")?.Status ?? ""));
}
