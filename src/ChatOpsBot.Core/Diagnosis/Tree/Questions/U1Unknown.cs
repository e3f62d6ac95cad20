namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the pod's state unknown because its node stopped reporting?</summary>
internal sealed record U1Unknown() : Question("U1", Yes: "N2", No: "M1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var status = snapshot.Pod!.Status;
        if (!snapshot.Pod.IsLive()) return Answer.Of(false, Kubectl.Get(snapshot), Saw.Field("status.phase", status.Phase));
        var unknown = status.Phase == "Unknown" || status.Reason == "NodeLost";
        return Answer.Of(unknown ? true : snapshot.IsSilent(), Kubectl.Node(snapshot), unknown ? [Saw.Field("status.reason", status.Reason ?? status.Phase), .. snapshot.Shown()] : snapshot.Shown());
    }
}
