namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Did the pod use more storage than it may?</summary>
internal sealed record E3OwnLimit() : Question("E3", Yes: "OwnStorageLimit", No: "EndedByCluster")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(
        snapshot.Pod!.Status is { Reason: "Evicted", Message: { } message } && message.Contains("exceed", StringComparison.OrdinalIgnoreCase),
        Kubectl.Field(snapshot, ".status.message"), Saw.Field("status.message", snapshot.Pod.Status.Message));
}
