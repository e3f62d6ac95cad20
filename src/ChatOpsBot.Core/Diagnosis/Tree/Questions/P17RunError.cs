using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Could the container not be run?</summary>
internal sealed record P17RunError() : Question("P17", Yes: "FixVolumeMount", No: "AskOutside")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod!.Focus(now) is not { } focus
        ? Answer.Of(false, Kubectl.Get(snapshot), Saw.Field("spec.containers", null))
        : Answer.Of(focus.Waiting?.Reason == "RunContainerError", Kubectl.Describe(snapshot),
            [Saw.Field($"{focus.Path}.state", focus.Word()), .. focus.Waiting?.Message is { } message ? (Text[])[Saw.Field($"{focus.Path}.state.waiting.message", message)] : []]);
}
