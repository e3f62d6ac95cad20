namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the registry want a password?</summary>
internal sealed record P12PrivateRegistry() : Question("P12", Yes: "PrivatePull", No: "RuntimeIssue")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        var secrets = snapshot.Pod!.Spec.ImagePullSecrets;
        return Answer.Of(pull.Kind == PullKind.Unknown ? null : pull.Kind == PullKind.Denied, Kubectl.Field(snapshot, ".spec.imagePullSecrets"),
            [.. pull.Shown, Saw.Field("spec.imagePullSecrets", string.Join(", ", secrets.Select(secret => secret.Name)))]);
    }
}
