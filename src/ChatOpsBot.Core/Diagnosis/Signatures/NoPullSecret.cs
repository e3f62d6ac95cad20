using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry wants credentials and the pod has none.</summary>
internal sealed class NoPullSecret : ISignature
{
    public string Code => "CHB403";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Spec.ImagePullSecrets.Count: 0 } pod) yield break;
        // The account's pull secrets are written into a pod when it is made: those that the account has and the pod has not are newer.
        var newer = snapshot.ServiceAccount?.Object?.ImagePullSecrets.Select(secret => secret.Name).ToList();
        foreach (var pull in Pulls.Of(snapshot).Where(Pulls.IsRefused))
        {
            var found = this.About(snapshot, pull, $"{pull.Registry} {snapshot.Target.Namespace}", pull.Registry, pull.Image, pod.Spec.ServiceAccountName, snapshot.Target.Namespace) with
            {
                Evidence =
                [
                    pull.Evidence, new("spec.imagePullSecrets", Text.Of("diagnosis.value.none")),
                    .. newer is null ? Array.Empty<Evidence>() : [new($"serviceaccount {pod.Spec.ServiceAccountName}: imagePullSecrets", newer is [] ? Text.Of("diagnosis.value.none") : Text.List(newer))],
                    .. RegistrySaid.Evidence(pull.Image, pull.Answer),
                ],
                // What shows itself to the bot without credentials would have shown itself to the node.
                Confidence = pull.Answer is RegistryAnswer.Found { WantsCredentials: false } ? Confidence.Likely : Confidence.Confirmed,
                Others = pull.Answer is RegistryAnswer.Found ? [] : [Text.Of("diagnosis.chb403.other", pull.Registry, pull.Image)],
            };
            yield return newer is null or [] ? found : found with { Steps = [Text.Of("diagnosis.chb403.renew", pod.Spec.ServiceAccountName, Text.List(newer))] };
        }
    }
}
