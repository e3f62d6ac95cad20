using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A volume asks for a key that its ConfigMap or Secret does not have.</summary>
internal sealed class VolumeKeyMissing : ISignature
{
    public string Code => "CHB302";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!Mounts.Preparing(snapshot)) yield break;
        foreach (var reference in References.Of(snapshot.Pod!.Spec).Where(r => r is { Key: not null, Optional: false } && r.Path.StartsWith("spec.volumes", StringComparison.Ordinal)))
        {
            var keys = Referred.Keys(snapshot, reference);
            var said = snapshot.Events.LastOrDefault(e => e.Reason == "FailedMount" && e.Message.EndsWith($"references non-existent {(reference.IsSecret ? "secret" : "config")} key: {reference.Key}", StringComparison.Ordinal));
            if (keys is null ? said is null : keys.Contains(reference.Key!)) continue;
            yield return this.Find(snapshot, $"{reference.Kind} {reference.Name} {reference.Key}", reference.Kind, reference.Name, reference.Key!, Referred.Listed(keys)) with
            {
                // What the kubelet found may have been mended since.
                Confidence = keys is null ? Confidence.Likely : Confidence.Confirmed,
                Evidence = [Prove.Field(reference.Path, reference.Key!), .. said is null ? Array.Empty<Evidence>() : [Prove.By(said)]],
                Kubectl = [$"kubectl describe {reference.Kind.ToLowerInvariant()} {reference.Name} -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
