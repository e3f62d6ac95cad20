namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the pod Pending, before the kubelet said anything about a container?</summary>
internal sealed record P1Pending() : Question("P1", Yes: "P2", No: "O1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var status = snapshot.Pod!.Status;
        var begun = status.ContainerStatuses.Count + status.InitContainerStatuses.Count > 0;
        return Answer.Of(status.Phase == "Pending" && !begun, Kubectl.Get(snapshot), Saw.Field("status.phase", status.Phase),
            Saw.Field("status.containerStatuses", snapshot.Pod.Focus(now)?.Word()));
    }
}
