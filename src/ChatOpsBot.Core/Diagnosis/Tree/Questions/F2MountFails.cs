namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Can a volume not be mounted or attached?</summary>
internal sealed record F2MountFails() : Question("F2", Yes: "FixMount", No: "F3")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) =>
        snapshot.Events.Where(e => e.Message?.Contains("failed to sync", StringComparison.Ordinal) != true).ToList().Newest("FailedMount", "FailedAttachVolume", "FailedMapVolume") is { } failed
            ? Answer.Of(true, Kubectl.Events(snapshot), Saw.By(failed)) : Answer.Of(false, Kubectl.Events(snapshot), Saw.NoEvent("FailedMount", "FailedAttachVolume"));
}
