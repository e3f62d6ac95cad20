namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pull secret that the pod names does not exist.</summary>
internal sealed class PullSecretMissing : ISignature
{
    public string Code => "CHB404";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        var said = snapshot.Events.LastOrDefault(e => e.Reason == "FailedToRetrieveImagePullSecret");
        foreach (var pull in Pulls.Of(snapshot).Where(Pulls.IsRefused))
            foreach (var name in Pulls.Secrets(snapshot).Where(name => snapshot.Secrets.Any(look => look.Name == name && look.IsAbsent) || (said?.Message?.Contains(name, StringComparison.Ordinal) == true && !snapshot.Secrets.Any(look => look.Name == name && look.Object is not null))))
                yield return this.About(snapshot, pull, name, name, snapshot.Target.Namespace ?? "", pull.Registry) with
                {
                    Evidence = [Prove.Field("spec.imagePullSecrets", name), .. said is null ? Array.Empty<Evidence>() : [Prove.By(said)], pull.Evidence, .. RegistrySaid.Evidence(pull.Image, pull.Answer)],
                    Kubectl = [$"kubectl get secret {name} -n {snapshot.Target.Namespace}"],
                };
    }
}
