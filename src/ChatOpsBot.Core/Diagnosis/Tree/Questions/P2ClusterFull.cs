namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Do the nodes lack what the pod requests?</summary>
internal sealed record P2ClusterFull() : Question("P2", Yes: "AddCapacity", No: "P3")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var message = Scheduler.Message(snapshot);
        return Answer.Of(message is not null && Scheduler.Clauses(message).Any(clause => clause.Contains("Insufficient ", StringComparison.Ordinal) || clause.Contains("Too many pods", StringComparison.Ordinal)),
            Kubectl.Describe(snapshot), Scheduler.Shown(snapshot));
    }
}
