namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the pod being deleted?</summary>
internal sealed record T1Terminating() : Question("T1", Yes: "T2", No: "E1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(snapshot.Pod!.Metadata.DeletionTimestamp is not null, Kubectl.Field(snapshot, ".metadata.deletionTimestamp"),
        snapshot.Pod.Metadata.DeletionTimestamp is { } at ? Saw.Field("metadata.deletionTimestamp", at) : Saw.Field("metadata.deletionTimestamp", null));
}
