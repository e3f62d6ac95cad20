using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pull secrets are there and usable, and none of them has an entry for the image's registry: the node asks without credentials.</summary>
internal sealed class PullSecretElsewhere : ISignature
{
    public string Code => "CHB416";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(pull => CredentialsRefused.HasUsableSecrets(snapshot, pull, now) && Pulls.AreFor(snapshot, pull.Image) == false)
        .Select(pull => this.About(snapshot, pull, $"{pull.Registry} {snapshot.Target.Namespace}", pull.Registry, Text.List(Pulls.Secrets(snapshot)), pull.Image) with
        {
            Evidence =
            [
                .. Pulls.Secrets(snapshot).Select(name => new Evidence(Text.Of("diagnosis.where.pull-secret", name), Text.Of("diagnosis.value.no-entry", pull.Registry, Entries(snapshot, name)))),
                pull.Evidence, .. RegistrySaid.Evidence(pull.Image, pull.Answer),
            ],
            // The registries' names alone, without what stands beside them.
            Kubectl = [.. Pulls.Secrets(snapshot).Select(name => $"kubectl get secret {name} -n {snapshot.Target.Namespace} -o jsonpath='{{.data.\\.dockerconfigjson}}' | base64 -d | jq '.auths | keys'")],
        });

    private static int Entries(Snapshot snapshot, string name) => snapshot.SecretNamed(name)!.Object!.Data.Registries!.Count;
}
