namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the ServiceAccount missing?</summary>
internal sealed record W5AccountMissing() : Question("W5", Yes: "ServiceAccountMissing", No: "W7")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(
        snapshot.ServiceAccount?.IsAbsent == true || Refusal.Says(snapshot, "error looking up service account"),
        Kubectl.Get(snapshot, "serviceaccount", snapshot.Workload!.Template.Spec.ServiceAccountName ?? "default"), Refusal.Shown(snapshot));
}
