using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Was a container killed because it went over its memory limit?</summary>
internal sealed record O1OutOfMemory() : Question("O1", Yes: "RaiseMemory", No: "O2")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var killed = snapshot.Pod!.AllContainers().FirstOrDefault(container => container.Status?.LastEnd() is { Reason: "OOMKilled" } end
            && (!container.Status.Ready || now - end.FinishedAt < TimeSpan.FromHours(1)));
        var focus = killed ?? snapshot.Pod!.Focus(now);
        var last = focus?.Status?.LastEnd();
        return Answer.Of(killed is not null, Kubectl.Field(snapshot, ".status.containerStatuses[*].lastState.terminated.reason"),
            [Saw.Field($"{focus?.Path}.lastState.terminated", last is null ? null : $"{last.Reason} exitCode {last.ExitCode}"),
                .. killed is null ? (Text[])[] : [Saw.Field("resources.limits.memory", killed.Spec.Resources.Limits.GetValueOrDefault("memory"))]]);
    }
}
