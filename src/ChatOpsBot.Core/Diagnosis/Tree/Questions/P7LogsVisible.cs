using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Can the app's logs be seen? A container that waits has no run to look into; the log of its last run belongs to P14.</summary>
internal sealed record P7LogsVisible() : Question("P7", Yes: "FixApp", No: "P8")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pod = snapshot.Pod!;
        if (pod.Focus(now) is not { } focus) return Answer.Of(false, Kubectl.Get(snapshot), Saw.Field("spec.containers", null));
        var state = Saw.Field($"{focus.Path}.state", focus.Word());
        var command = Kubectl.Logs(snapshot, focus.Name);
        if (focus.IsCrashing(pod, now) || focus.Waiting is not null || focus.Status is null) return Answer.Of(false, command, state, Text.Of("walk.saw.no-run", focus.Name));
        if (snapshot.Gaps.Any(gap => gap.Subresource == "log")) return Answer.Of(null, command, state, Saw.Unread($"logs {snapshot.Target.Name} -c {focus.Name}"));
        return snapshot.LogOf(focus.Name, previous: false) is { Lines.Count: > 0 } log
            ? new Answer(true, [state], command, LogTail.Of(log))
            : Answer.Of(false, command, state, Text.Of("walk.saw.no-log", focus.Name));
    }
}
