namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Do finalizers hold the pod?</summary>
internal sealed record T3Finalizers() : Question("T3", Yes: "Finalizer", No: "T4")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(snapshot.Pod!.Metadata.Finalizers.Count > 0, Kubectl.Field(snapshot, ".metadata.finalizers"),
        Saw.Field("metadata.finalizers", string.Join(", ", snapshot.Pod.Metadata.Finalizers)));
}
