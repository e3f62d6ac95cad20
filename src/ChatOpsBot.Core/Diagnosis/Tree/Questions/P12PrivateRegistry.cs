namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the registry want a password?</summary>
internal sealed record P12PrivateRegistry() : Question("P12", Yes: "PrivatePull", No: "RuntimeIssue")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        var secrets = snapshot.Pod!.Spec.ImagePullSecrets;
        // A registry that gives the image to anybody may still refuse a wrong password; what else went wrong on the node is no matter of passwords.
        bool? yes = pull.Kind switch
        {
            PullKind.Denied => true,
            PullKind.Silent or PullKind.Unknown or PullKind.NotFound when pull.Answer is not null => pull.Answer.WantsCredentials,
            PullKind.Silent or PullKind.Unknown => null,
            _ => false,
        };
        return Answer.Of(yes, Kubectl.Field(snapshot, ".spec.imagePullSecrets"),
            [.. pull.Shown, Saw.Field("spec.imagePullSecrets", string.Join(", ", secrets.Select(secret => secret.Name)))]);
    }
}
