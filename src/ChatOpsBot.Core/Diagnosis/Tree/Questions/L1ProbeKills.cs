namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the kubelet kill the container because its liveness or startup probe fails?</summary>
internal sealed record L1ProbeKills() : Question("L1", Yes: "FixLiveness", No: "P6")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var killing = snapshot.Events.Where(e => e.Message?.Contains("probe, will be restarted", StringComparison.Ordinal) == true).ToList().Newest("Killing");
        var current = killing is not null && (!snapshot.Pod!.IsReady() || now - killing.LastSeen < TimeSpan.FromMinutes(10));
        return Answer.Of(current, Kubectl.Events(snapshot), killing is null ? Saw.NoEvent("Killing") : Saw.By(killing));
    }
}
