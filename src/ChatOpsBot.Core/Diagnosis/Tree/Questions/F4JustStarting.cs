namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the pod only a few minutes old, or is its image being pulled?</summary>
internal sealed record F4JustStarting() : Question("F4", Yes: "WaitCreating", No: "KubeletIssue")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var begun = snapshot.Pod!.Status.StartTime ?? snapshot.Pod.Metadata.CreationTimestamp ?? now;
        var pulling = snapshot.Events.LastOrDefault(e => e.Reason is "Pulling" or "Pulled") is { Reason: "Pulling" } pull ? pull : null;
        return Answer.Of(pulling is not null || now - begun < TimeSpan.FromMinutes(3), Kubectl.Events(snapshot), Saw.Field("status.startTime", begun), pulling is null ? Saw.NoEvent("Pulling") : Saw.By(pulling));
    }
}
