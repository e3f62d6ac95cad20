using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the API server refuse to create them?</summary>
internal sealed record W2Refused() : Question("W2", Yes: "W3", No: "ControllerNotCreating")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Refusal.Shown(snapshot) is { Count: > 0 } shown
        ? Answer.Of(true, Kubectl.Describe(snapshot), shown) : Answer.Of(false, Kubectl.Describe(snapshot), Saw.NoEvent("FailedCreate"), Text.Of("walk.saw.no-failure"));
}
