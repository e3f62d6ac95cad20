namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does an admission webhook fail or refuse?</summary>
internal sealed record W7WebhookRefuses() : Question("W7", Yes: "WebhookFails", No: "RefusedOtherwise")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(Refusal.Says(snapshot, "failed calling webhook", "admission webhook"), "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations", Refusal.Shown(snapshot));
}
