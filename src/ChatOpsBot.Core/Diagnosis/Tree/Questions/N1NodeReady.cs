namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the node report that it is Ready?</summary>
internal sealed record N1NodeReady() : Question("N1", Yes: "N5", No: "N2")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(!snapshot.IsSilent(), Kubectl.Node(snapshot), snapshot.Shown());
}
