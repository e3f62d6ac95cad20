using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Were the logs read and the crash repaired? Only a person knows; a container that never started has no log.</summary>
internal sealed record P14CrashFixed() : Question("P14", Yes: "P15", No: "FixApp")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod!.Focus(now) is not { } focus) return Answer.Of(null, Kubectl.Get(snapshot));
        var end = focus.Status?.LastEnd();
        var facts = end is null ? (Text[])[] : [Saw.Field($"{focus.Path}.lastState.terminated", $"{end.Reason} exitCode {end.ExitCode} {end.Message}".Trim())];
        if (end is { Reason: "StartError" }) return Answer.Of(true, Kubectl.Get(snapshot), [.. facts, Text.Of("walk.saw.never-started", focus.Name)]);
        var log = snapshot.LogOf(focus.Name, previous: true) is { Lines.Count: > 0 } before ? before : snapshot.LogOf(focus.Name, previous: false);
        return new Answer(null, facts, Kubectl.Logs(snapshot, focus.Name, previous: true), LogTail.Of(log));
    }
}
