namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The service account that the pods should run as does not exist.</summary>
internal sealed class AccountMissing : ISignature
{
    public string Code => "CHB203";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Refusals.Of(snapshot, "error looking up service account") is not { } refusal) yield break;
        var name = snapshot.Workload!.Template.Spec.ServiceAccountName ?? "default";
        yield return this.Find(snapshot, name, name, snapshot.Target.Namespace) with
        {
            Evidence = [Prove.Field("spec.template.spec.serviceAccountName", name), refusal],
            Kubectl = [$"kubectl get serviceaccounts -n {snapshot.Target.Namespace}"],
        };
    }
}
