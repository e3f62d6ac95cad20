namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does a ResourceQuota refuse them?</summary>
internal sealed record W3QuotaRefuses() : Question("W3", Yes: "RelaxQuota", No: "W4")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(Refusal.Says(snapshot, "exceeded quota", "failed quota"), Kubectl.Get(snapshot, "resourcequota"), Refusal.Shown(snapshot));
}
