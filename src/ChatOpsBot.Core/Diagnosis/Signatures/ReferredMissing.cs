using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A container's environment refers to a ConfigMap or Secret that does not exist.</summary>
internal sealed class ReferredMissing : ISignature
{
    public string Code => "CHB501";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var (container, reference) in ConfigErrors.Of(snapshot).Where(pair => !pair.Reference.Optional).DistinctBy(pair => (pair.Reference.IsSecret, pair.Reference.Name)))
        {
            var looked = Referred.IsAbsent(snapshot, reference);
            var said = container.WaitingMessage.Contains($"{reference.Kind.ToLowerInvariant()} \"{reference.Name}\" not found", StringComparison.Ordinal);
            if (looked is null ? !said : looked == false) continue;
            yield return this.Find(snapshot, $"{reference.Kind} {reference.Name}", reference.Kind, reference.Name, snapshot.Target.Namespace) with
            {
                // What the kubelet found may have been mended since.
                Confidence = looked is null ? Confidence.Likely : Confidence.Confirmed,
                Evidence = [Prove.Field(reference.Path, reference.Key is null ? reference.Name : $"{reference.Name} / {reference.Key}"), Prove.Field($"{container.Path}.state.waiting.message", container.WaitingMessage), .. Referred.Absence(snapshot, reference)],
                Kubectl = [$"kubectl get {reference.Kind.ToLowerInvariant()}s -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
