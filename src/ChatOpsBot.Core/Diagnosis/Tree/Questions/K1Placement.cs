namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the scheduler name a rule that keeps the pod off the nodes?</summary>
internal sealed record K1Placement() : Question("K1", Yes: "PlacementRule", No: "SchedulerIssue")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(
        snapshot.Pod!.Spec.SchedulingGates.Count > 0 || (Scheduler.Message(snapshot) is { } message && Scheduler.Clauses(message).Any(Scheduler.IsRule)),
        Kubectl.Describe(snapshot), [.. Scheduler.Shown(snapshot), .. snapshot.Pod.Spec.SchedulingGates.Select(gate => Saw.Field("spec.schedulingGates", gate.Name))]);
}
