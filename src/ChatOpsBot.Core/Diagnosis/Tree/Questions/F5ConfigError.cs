using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the container's definition name something that is not there?</summary>
internal sealed record F5ConfigError() : Question("F5", Yes: "FixConfig", No: "P17")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var focus = snapshot.Pod!.Focus(now);
        return Answer.Of(focus?.Waiting?.Reason is "CreateContainerConfigError" or "CreateContainerError", Kubectl.Describe(snapshot),
            [Saw.Field($"{focus?.Path}.state", focus?.Word()), .. focus?.Waiting?.Message is { } message ? (Text[])[Saw.Field("state.waiting.message", message)] : []]);
    }
}
