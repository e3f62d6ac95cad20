namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the pod Ready?</summary>
internal sealed record P18Ready() : Question("P18", Yes: "P20", No: "P19")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var ready = snapshot.Pod!.Condition("Ready");
        return Answer.Of(snapshot.Pod!.IsReady(), Kubectl.Get(snapshot), Saw.Field("status.conditions[Ready]", $"{ready?.Status} {ready?.Reason} {ready?.Message}".Trim()));
    }
}
