using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry refuses the credentials of the pull secret. That the secret has some for it is known only where it could be read.</summary>
internal sealed class CredentialsRefused : ISignature
{
    public string Code => "CHB406";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(pull => HasUsableSecrets(snapshot, pull, now) && Pulls.AreFor(snapshot, pull.Image) != false)
        .Select(pull => this.About(snapshot, pull, pull.Registry, pull.Registry, Text.List(Pulls.Secrets(snapshot)), pull.Image) with
        {
            Confidence = Pulls.AreFor(snapshot, pull.Image) == true ? Confidence.Confirmed : Confidence.Likely,
            Evidence =
            [
                pull.Evidence,
                Pulls.AreFor(snapshot, pull.Image) == true
                    ? new(Text.Of("diagnosis.where.pull-secret", Text.List(Pulls.Secrets(snapshot))), Text.Of("diagnosis.value.entry", pull.Registry))
                    : Prove.Field("spec.imagePullSecrets", string.Join(", ", Pulls.Secrets(snapshot))),
                .. RegistrySaid.Evidence(pull.Image, pull.Answer),
            ],
            Kubectl = [$"kubectl get secret {Pulls.Secrets(snapshot)[0]} -n {snapshot.Target.Namespace}"],
        });

    /// <summary>The node was refused, and as far as the bot could look each pull secret is there and of the right type.</summary>
    internal static bool HasUsableSecrets(Snapshot snapshot, Pull pull, DateTimeOffset now) =>
        Pulls.IsRefused(pull) && Pulls.Secrets(snapshot).Count > 0 && !Pulls.Unusable(snapshot).Any() && !new PullSecretMissing().Look(snapshot, now).Any();
}
