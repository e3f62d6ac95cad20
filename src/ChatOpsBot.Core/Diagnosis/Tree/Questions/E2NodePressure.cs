namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Was the node short of memory, disk or process ids?</summary>
internal sealed record E2NodePressure() : Question("E2", Yes: "NodePressure", No: "E3")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(
        snapshot.Pod!.Status is { Reason: "Evicted", Message: { } message } && message.Contains("low on resource", StringComparison.OrdinalIgnoreCase),
        Kubectl.Field(snapshot, ".status.message"), Saw.Field("status.message", snapshot.Pod.Status.Message));
}
