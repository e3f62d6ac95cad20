namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the pod a node?</summary>
internal sealed record P5Assigned() : Question("P5", Yes: "KubeletIssue", No: "K1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(snapshot.Pod!.IsScheduled(), Kubectl.Field(snapshot, ".spec.nodeName"),
        [Saw.Field("spec.nodeName", snapshot.Pod!.Spec.NodeName), .. Scheduler.Shown(snapshot)]);
}
