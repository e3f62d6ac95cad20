namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pull secret is of a type that the kubelet does not use for registries.</summary>
internal sealed class PullSecretType : ISignature
{
    public string Code => "CHB405";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot).Where(Pulls.IsRefused)
        .SelectMany(pull => Pulls.Unusable(snapshot).Where(secret => secret.Type is not null).Select(secret => this.About(snapshot, pull, secret.Name, secret.Name, secret.Type!, pull.Registry) with
        {
            Evidence = [Prove.Field($"secret {secret.Name}: type", secret.Type!), pull.Evidence, .. RegistrySaid.Evidence(pull.Image, pull.Answer)],
            Kubectl = [$"kubectl get secret {secret.Name} -n {snapshot.Target.Namespace}"],
        }));
}
