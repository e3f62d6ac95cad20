namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does a readiness gate wait for its condition?</summary>
internal sealed record R1ReadinessGates() : Question("R1", Yes: "ReadinessGate", No: "R2")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var open = snapshot.Pod!.Spec.ReadinessGates.Where(gate => snapshot.Pod.Condition(gate.ConditionType)?.Status != "True").ToList();
        return Answer.Of(open.Count > 0, Kubectl.Field(snapshot, ".spec.readinessGates"), Saw.Field("spec.readinessGates", string.Join(", ", open.Select(gate => gate.ConditionType))));
    }
}
