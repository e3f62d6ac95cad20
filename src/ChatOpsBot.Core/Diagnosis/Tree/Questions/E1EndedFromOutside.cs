using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Was the pod ended from outside: evicted, preempted, past its deadline?</summary>
internal sealed record E1EndedFromOutside() : Question("E1", Yes: "E2", No: "E4")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(snapshot.Pod!.Status is { Phase: "Failed", Reason: { Length: > 0 } }, Kubectl.Field(snapshot, ".status.reason"),
        [Saw.Field("status.phase", snapshot.Pod.Status.Phase), Saw.Field("status.reason", snapshot.Pod.Status.Reason),
            .. snapshot.Pod.Status.Message is { } message ? (Text[])[Saw.Field("status.message", message)] : []]);
}
