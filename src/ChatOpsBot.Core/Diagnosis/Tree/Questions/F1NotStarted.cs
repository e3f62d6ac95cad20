namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the kubelet still preparing the container: volumes, network, sandbox?</summary>
internal sealed record F1NotStarted() : Question("F1", Yes: "F2", No: "C4")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var focus = snapshot.Pod!.Focus(now);
        return Answer.Of(focus?.IsUnstarted() == true, Kubectl.Get(snapshot), Saw.Field($"{focus?.Path}.state", focus?.Word()));
    }
}
