using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the grace period over?</summary>
internal sealed record T4GraceOver() : Question("T4", Yes: "KubeletCannotStop", No: "WaitForGrace")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod!.Metadata.DeletionTimestamp is not { } until
        ? Answer.Of(null, Kubectl.Get(snapshot), Saw.Field("metadata.deletionTimestamp", null))
        : Answer.Of(now >= until, Kubectl.Field(snapshot, ".metadata.deletionTimestamp"),
            [Saw.Field("metadata.deletionGracePeriodSeconds", $"{snapshot.Pod.Metadata.DeletionGracePeriodSeconds}"),
                now >= until ? Text.Of("walk.saw.grace-over", now - until) : Text.Of("walk.saw.grace-left", until - now),
                snapshot.Events.Newest("FailedKillPod", "FailedPreStopHook") is { } failed ? Saw.By(failed) : Saw.NoEvent("FailedKillPod", "FailedPreStopHook")]);
}
