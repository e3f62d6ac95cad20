using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Was the pod ended from outside: evicted, preempted, past its deadline?</summary>
internal sealed record E1EndedFromOutside() : Question("E1", Yes: "E2", No: "E4")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var status = snapshot.Pod!.Status;
        var disrupted = snapshot.Pod.Condition("DisruptionTarget") is { Status: "True" } condition ? condition : null;
        return Answer.Of(status.Phase == "Failed" && (status.Reason is { Length: > 0 } || disrupted is not null), Kubectl.Field(snapshot, ".status"),
            [Saw.Field("status.phase", status.Phase), Saw.Field("status.reason", status.Reason),
                .. status.Message is { } message ? (Text[])[Saw.Field("status.message", message)] : [],
                .. disrupted is null ? (Text[])[] : [Saw.Field("status.conditions[DisruptionTarget]", $"{disrupted.Reason}: {disrupted.Message}")]]);
    }
}
