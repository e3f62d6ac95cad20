using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Has the Job failed for good?</summary>
internal sealed record W9JobFailed() : Question("W9", Yes: "JobFailed", No: "W1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var failed = snapshot.Workload!.Conditions.FirstOrDefault(condition => condition is { Type: "Failed", Status: "True" });
        return Answer.Of(failed is not null, Kubectl.Describe(snapshot), failed is null ? Text.Of("walk.saw.not-failed") : Saw.Field("status.conditions[Failed]", $"{failed.Reason}: {failed.Message}"));
    }
}
