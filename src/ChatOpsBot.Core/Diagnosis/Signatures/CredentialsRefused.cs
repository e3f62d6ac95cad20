using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry refuses the credentials of the pull secret, or the secret has none for it.</summary>
internal sealed class CredentialsRefused : ISignature
{
    public string Code => "CHB406";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(pull => Pulls.IsRefused(pull) && Pulls.Secrets(snapshot).Count > 0 && !Pulls.Unusable(snapshot).Any() && !new PullSecretMissing().Look(snapshot, now).Any())
        .Select(pull => this.About(snapshot, pull, pull.Registry, pull.Registry, Text.List(Pulls.Secrets(snapshot)), pull.Image) with
        {
            Confidence = Confidence.Likely,
            Evidence = [pull.Evidence, Prove.Field("spec.imagePullSecrets", string.Join(", ", Pulls.Secrets(snapshot)))],
            Kubectl = [$"kubectl get secret {Pulls.Secrets(snapshot)[0]} -n {snapshot.Target.Namespace}"],
        });
}
