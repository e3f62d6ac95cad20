namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The provisioner says why it could not make the volume.</summary>
internal sealed class ProvisioningFailed : ISignature
{
    public string Code => "CHB254";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Claims.Unbound(snapshot) is not { } claim || Claims.Class(snapshot, claim) is not { Provisioner: not "kubernetes.io/no-provisioner" } found || Claims.Last(snapshot, "ProvisioningFailed") is not { } failed) yield break;
        // An event of the time before the class existed.
        if (failed.Message?.Contains("storageclass.storage.k8s.io", StringComparison.Ordinal) == true) yield break;
        yield return this.Find(snapshot, found.Metadata.Name, found.Provisioner, Prove.Cut(failed.Message)) with
        {
            Evidence = [Prove.By(failed)],
            Kubectl = [$"kubectl describe pvc {claim.Metadata.Name} -n {claim.Metadata.Namespace}"],
        };
    }
}
