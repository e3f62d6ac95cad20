namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the node of the pod that is to go stopped reporting?</summary>
internal sealed record T2NodeSilent() : Question("T2", Yes: "N2", No: "T3")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(snapshot.IsSilent(), Kubectl.Node(snapshot), snapshot.Shown());
}
