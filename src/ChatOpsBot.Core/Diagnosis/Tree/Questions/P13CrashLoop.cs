namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the container end again and again?</summary>
internal sealed record P13CrashLoop() : Question("P13", Yes: "P14", No: "F6")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pod = snapshot.Pod!;
        return pod.Focus(now) is not { } focus ? Answer.Of(false, Kubectl.Get(snapshot), Saw.Field("spec.containers", null))
            : Answer.Of(focus.IsCrashing(pod, now), Kubectl.Field(snapshot, ".status.containerStatuses[*].state"),
                Saw.Field($"{focus.Path}.state", focus.Word()), Saw.Field($"{focus.Path}.restartCount", $"{focus.Status?.RestartCount ?? 0}"));
    }
}
