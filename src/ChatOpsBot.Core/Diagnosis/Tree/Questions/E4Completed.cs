namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Did all containers end well?</summary>
internal sealed record E4Completed() : Question("E4", Yes: "Completed", No: "U1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(snapshot.Pod!.Status.Phase == "Succeeded", Kubectl.Field(snapshot, ".status.phase"), Saw.Field("status.phase", snapshot.Pod.Status.Phase));
}
