using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is a memory limit so small that not even the container's start fits?</summary>
internal sealed record O2TooSmallToStart() : Question("O2", Yes: "RaiseMemory", No: "L1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var small = MemoryTooSmallToStart.In(snapshot).FirstOrDefault();
        return Answer.Of(small is not null, Kubectl.Field(snapshot, ".spec.containers[*].resources.limits.memory"),
            small is null ? [Saw.NoEvent("FailedCreatePodSandBox")] : [Saw.Field("resources.limits.memory", small.Limit), Text.Of("walk.saw.field", small.Evidence.Where, small.Evidence.Value)]);
    }
}
