using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the container no program that can be started?</summary>
internal sealed record F6NoProgram() : Question("F6", Yes: "FixDockerfile", No: "F5")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var focus = snapshot.Pod!.Focus(now);
        var start = focus is null ? null : Starts.WithoutProgram(snapshot, focus);
        return Answer.Of(start is not null, Kubectl.Field(snapshot, ".spec.containers[*].command"),
            [Saw.Field("command", string.Join(' ', (focus?.Spec.Command ?? []).Concat(focus?.Spec.Args ?? []))), .. start is null ? (Text[])[] : [Text.Of("walk.saw.field", start.Evidence.Where, start.Evidence.Value)]]);
    }
}
