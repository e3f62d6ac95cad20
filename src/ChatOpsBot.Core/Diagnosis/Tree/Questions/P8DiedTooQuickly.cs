using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the present run of the container written nothing yet, and the one before it something?</summary>
internal sealed record P8DiedTooQuickly() : Question("P8", Yes: "ReadPreviousLogs", No: "P9")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pod = snapshot.Pod!;
        if (pod.Focus(now) is not { } focus) return Answer.Of(false, Kubectl.Get(snapshot), Saw.Field("spec.containers", null));
        var command = Kubectl.Logs(snapshot, focus.Name, previous: true);
        var before = snapshot.LogOf(focus.Name, previous: true);
        var silent = focus.Waiting is null && snapshot.LogOf(focus.Name, previous: false) is { Lines.Count: 0 };
        return silent && before is { Lines.Count: > 0 }
            ? new Answer(true, [Text.Of("walk.saw.no-log", focus.Name)], command, LogTail.Of(before))
            : Answer.Of(false, command, Saw.Field($"{focus.Path}.state", focus.Word()));
    }
}
