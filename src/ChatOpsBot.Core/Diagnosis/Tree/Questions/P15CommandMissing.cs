using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is there no command that could run?</summary>
internal sealed record P15CommandMissing() : Question("P15", Yes: "FixDockerfile", No: "P16")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod!.Focus(now) is not { } focus) return Answer.Of(null, Kubectl.Get(snapshot));
        var end = focus.Status?.LastEnd();
        var command = Saw.Field("command", string.Join(' ', focus.Spec.Command.Concat(focus.Spec.Args)));
        var shown = end is null ? (Text[])[command] : [Saw.Field($"{focus.Path}.lastState.terminated", $"{end.Reason} exitCode {end.ExitCode} {end.Message}".Trim()), command];
        var silent = snapshot.Logs.All(log => log.Container != focus.Name || log.Lines.Count == 0);
        bool? yes = end switch { null => null, { Reason: "StartError" } => Starts.WithoutProgram(snapshot, focus) is not null, { ExitCode: 0 } when silent => null, _ => false };
        return Answer.Of(yes, Kubectl.Field(snapshot, ".spec.containers[*].command"), shown);
    }
}
