using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry refuses the credentials of the pull secret. That the secret has some for it is known only where it could be read.</summary>
internal sealed class CredentialsRefused : ISignature
{
    public string Code => "CHB406";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var pull in Pulls.Of(snapshot).Where(pull => HasUsableSecrets(snapshot, pull, now) && Pulls.AreFor(snapshot, pull.Image) != false))
        {
            var with = Pulls.For(snapshot, pull.Image);
            var secrets = with.Count > 0 ? with : Pulls.Secrets(snapshot);
            yield return this.About(snapshot, pull, pull.Registry, pull.Registry, Text.List(secrets), pull.Image) with
            {
                // A secret that the kubelet once missed may not have been offered yet.
                Confidence = snapshot.HasRead<Event>() && with.Any(name => !PullSecretMissing.IsNamed(snapshot, name)) ? Confidence.Confirmed : Confidence.Likely,
                Evidence =
                [
                    pull.Evidence,
                    with.Count > 0
                        ? new(Text.Of("diagnosis.where.pull-secret", Text.List(with)), Text.Of("diagnosis.value.entry", pull.Registry))
                        : Prove.Field("spec.imagePullSecrets", string.Join(", ", secrets)),
                    .. RegistrySaid.Evidence(pull.Image, pull.Answer),
                ],
                Kubectl = [$"kubectl get secret {secrets[0]} -n {snapshot.Target.Namespace}"],
            };
        }
    }

    /// <summary>The node was refused, and as far as the bot could look each pull secret is there and of the right type.</summary>
    internal static bool HasUsableSecrets(Snapshot snapshot, Pull pull, DateTimeOffset now) =>
        Pulls.IsRefused(pull) && Pulls.Secrets(snapshot).Count > 0 && !Pulls.Unusable(snapshot).Any() && !new PullSecretMissing().Look(snapshot, now).Any();
}
