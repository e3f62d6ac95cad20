namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Can the pod's sandbox or network not be made?</summary>
internal sealed record F3SandboxFails() : Question("F3", Yes: "PodNetwork", No: "F4")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Events.Newest("FailedCreatePodSandBox", "NetworkNotReady") is { } failed
        ? Answer.Of(true, Kubectl.Events(snapshot), Saw.By(failed)) : Answer.Of(false, Kubectl.Events(snapshot), Saw.NoEvent("FailedCreatePodSandBox", "NetworkNotReady"));
}
