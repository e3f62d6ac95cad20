using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Secret with the Ingress's certificate does not exist.</summary>
internal sealed class TlsSecretMissing : ISignature
{
    public string Code => "CHB854";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Target.Kind != ResourceKinds.Ingress ? [] : snapshot.Secrets.Where(look => look.IsAbsent)
        .Select(look => this.Find(snapshot, look.Name, look.Name, snapshot.Target.Namespace) with
        {
            Evidence = [Prove.Field("spec.tls[].secretName", look.Name), new($"secret/{look.Name}", Text.Of("diagnosis.value.not-found"))],
            Kubectl = [$"kubectl get secret {look.Name} -n {snapshot.Target.Namespace}"],
        });
}
