using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pull secret that the pod names does not exist.</summary>
internal sealed class PullSecretMissing : ISignature
{
    public string Code => "CHB404";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var pull in Pulls.Of(snapshot).Where(Pulls.IsRefused))
            foreach (var name in Pulls.Secrets(snapshot).Where(name => snapshot.SecretNamed(name) is { IsAbsent: true } || (snapshot.SecretNamed(name) is { Object: null } && IsNamed(snapshot, name))))
                yield return this.About(snapshot, pull, name, name, snapshot.Target.Namespace, pull.Registry) with
                {
                    // What the kubelet missed may have been made since.
                    Confidence = snapshot.SecretNamed(name) is { IsAbsent: true } ? Confidence.Confirmed : Confidence.Likely,
                    Evidence = [Prove.Field("spec.imagePullSecrets", name), .. IsNamed(snapshot, name) ? [Prove.By(Said(snapshot)!)] : Array.Empty<Evidence>(), pull.Evidence, .. RegistrySaid.Evidence(pull.Image, pull.Answer)],
                    Kubectl = [$"kubectl get secret {name} -n {snapshot.Target.Namespace}"],
                };
    }

    /// <summary>The kubelet has missed it: "Unable to retrieve some image pull secrets (a, b); …".</summary>
    internal static bool IsNamed(Snapshot snapshot, string name) => Said(snapshot)?.Message.Split('(', ')') is [_, var names, ..] && names.Split(", ").Contains(name);

    private static Event? Said(Snapshot snapshot) => snapshot.Events.LastOrDefault(e => e.Reason == "FailedToRetrieveImagePullSecret");
}
