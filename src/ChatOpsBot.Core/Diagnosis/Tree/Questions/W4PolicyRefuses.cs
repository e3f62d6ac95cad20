namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does a LimitRange or a pod security rule refuse them?</summary>
internal sealed record W4PolicyRefuses() : Question("W4", Yes: "AdmissionPolicy", No: "W5")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(
        Refusal.Says(snapshot, "violates PodSecurity", "maximum ", "minimum ", "limit to request ratio", "is forbidden: unable to validate"), Kubectl.Get(snapshot, "limitrange"), Refusal.Shown(snapshot));
}
