using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the workload meant to have no pods now?</summary>
internal sealed record W0WantsNone() : Question("W0", Yes: "IntendedZero", No: "W1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var workload = snapshot.Workload!;
        return Answer.Of(workload.Wanted == 0, Kubectl.Get(snapshot), Text.Of("walk.saw.wanted", workload.Wanted), Text.Of(workload.Paused ? "walk.saw.paused" : "walk.saw.not-paused"));
    }
}
