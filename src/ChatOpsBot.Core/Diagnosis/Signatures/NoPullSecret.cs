using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry wants credentials and the pod has none.</summary>
internal sealed class NoPullSecret : ISignature
{
    public string Code => "CHB403";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(pull => Pulls.IsRefused(pull) && Pulls.Secrets(snapshot).Count == 0)
        .Select(pull => this.About(snapshot, pull, $"{pull.Registry} {snapshot.Target.Namespace}", pull.Registry, pull.Image, snapshot.Pod!.Spec.ServiceAccountName ?? "default", snapshot.Target.Namespace ?? "") with
        {
            Evidence =
            [
                pull.Evidence, new("spec.imagePullSecrets", Text.Of("diagnosis.value.none")),
                .. snapshot.ServiceAccount?.Object is { } account ? [new Evidence($"serviceaccount {account.Metadata.Name}: imagePullSecrets", Text.Of("diagnosis.value.none"))] : Array.Empty<Evidence>(),
                .. RegistrySaid.Evidence(pull.Image, pull.Answer),
            ],
            // What shows itself to the bot without credentials would have shown itself to the node.
            Confidence = pull.Answer is RegistryAnswer.Found { WantsCredentials: false } ? Confidence.Likely : Confidence.Confirmed,
            Others = pull.Answer is RegistryAnswer.Found ? [] : [Text.Of("diagnosis.chb403.other", pull.Registry, pull.Image)],
        });
}
