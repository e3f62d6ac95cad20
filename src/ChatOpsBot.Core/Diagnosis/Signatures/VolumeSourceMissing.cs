using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A volume's ConfigMap or Secret does not exist.</summary>
internal sealed class VolumeSourceMissing : ISignature
{
    public string Code => "CHB301";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!Mounts.Preparing(snapshot)) yield break;
        foreach (var reference in References.Of(snapshot.Pod!.Spec).Where(r => r.Path.StartsWith("spec.volumes", StringComparison.Ordinal) && !r.Optional).DistinctBy(r => (r.IsSecret, r.Name)))
        {
            var said = snapshot.Events.LastOrDefault(e => e.Reason == "FailedMount" && e.Message.Contains($"{reference.Kind} \"{reference.Name}\" not found", StringComparison.OrdinalIgnoreCase));
            var looked = Referred.IsAbsent(snapshot, reference);
            if (looked is null ? said is null : looked == false) continue;
            yield return this.Find(snapshot, $"{reference.Kind} {reference.Name}", reference.Kind, reference.Name, snapshot.Target.Namespace) with
            {
                // What the kubelet found may have been mended since.
                Confidence = looked is null ? Confidence.Likely : Confidence.Confirmed,
                Evidence = [Prove.Field(reference.Path, reference.Name), .. said is null ? Array.Empty<Evidence>() : [Prove.By(said)], .. Referred.Absence(snapshot, reference)],
                Kubectl = [$"kubectl get {reference.Kind.ToLowerInvariant()}s -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
