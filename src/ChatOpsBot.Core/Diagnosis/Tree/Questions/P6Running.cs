using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Do all containers run, and keep running?</summary>
internal sealed record P6Running() : Question("P6", Yes: "P18", No: "F1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pod = snapshot.Pod!;
        var containers = pod.AllContainers().Where(container => !container.IsInit || container.HoldsBack || container.Spec.IsSidecar()).ToList();
        var running = pod.Status.Phase == "Running" && containers.All(container => !container.IsCrashing(pod, now)
            && (container.Status?.State.Running is not null || container.Status?.State.Terminated is { ExitCode: 0 }) && !(container.HoldsBack && container.IsInit));
        return Answer.Of(running, Kubectl.Get(snapshot), [Saw.Field("status.phase", pod.Status.Phase),
            .. containers.Select(container => Text.Of("walk.saw.container", container.Name, container.Word(), container.Status?.RestartCount ?? 0))]);
    }
}
