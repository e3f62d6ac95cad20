namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the ServiceAccount missing?</summary>
internal sealed record W5AccountMissing() : Question("W5", Yes: "ServiceAccountMissing", No: "W7")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(
        Refusal.Shown(snapshot).Count > 0 ? Refusal.Says(snapshot, "error looking up service account") : snapshot.ServiceAccount?.IsAbsent == true,
        Kubectl.Get(snapshot, "serviceaccount", snapshot.Workload!.Template.Spec.ServiceAccountName ?? "default"), Refusal.Shown(snapshot));
}
