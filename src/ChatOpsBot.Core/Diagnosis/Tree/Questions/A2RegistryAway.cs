namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the registry not answer the node, or limit it?</summary>
internal sealed record A2RegistryAway() : Question("A2", Yes: "RegistryAway", No: "P10")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        return Answer.Of(pull.Kind is PullKind.Silent ? null : pull.Kind is PullKind.Away, Kubectl.Events(snapshot), pull.Shown);
    }
}
