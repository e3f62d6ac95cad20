namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>imagePullSecrets names a Secret that is not there; the kubelet pulls without it, which a private registry refuses.</summary>
internal sealed class PullSecretAbsent : IReview
{
    public string Code => "CHB955";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => (snapshot.Pod?.Spec.ImagePullSecrets ?? [])
        .Where(secret => snapshot.Secrets.Any(look => look.Name == secret.Name && look.IsAbsent))
        .Select(secret => this.Find(snapshot, secret.Name, secret.Name, snapshot.Target.Namespace ?? "") with
        {
            Evidence = [Prove.Field("spec.imagePullSecrets", secret.Name)],
            Kubectl = [$"kubectl get secret {secret.Name} -n {snapshot.Target.Namespace}"],
        });
}
