namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the Node object still there?</summary>
internal sealed record N2NodeExists() : Question("N2", Yes: "N3", No: "NodeGone")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(
        snapshot.Node switch { { IsAbsent: true } => false, { Object: not null } => true, _ => null }, Kubectl.Node(snapshot), snapshot.Shown());
}
