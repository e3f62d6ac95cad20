namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the static pod run and is it Ready?</summary>
internal sealed record M2StaticReady() : Question("M2", Yes: "StaticHealthy", No: "C1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(snapshot.Pod!.Status.Phase == "Running" && snapshot.Pod.IsReady(), Kubectl.Get(snapshot),
        Saw.Field("status.phase", snapshot.Pod.Status.Phase), Saw.Field("status.conditions[Ready]", snapshot.Pod.Condition("Ready")?.Status));
}
