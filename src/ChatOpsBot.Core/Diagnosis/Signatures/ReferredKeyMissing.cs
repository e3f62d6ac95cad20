using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A container's environment refers to a key that the ConfigMap or Secret does not have.</summary>
internal sealed class ReferredKeyMissing : ISignature
{
    public string Code => "CHB502";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var (container, reference) in ConfigErrors.Of(snapshot).Where(pair => pair.Reference is { Key: not null, Optional: false }))
        {
            var keys = Referred.Keys(snapshot, reference);
            var said = container.WaitingMessage.EndsWith($"couldn't find key {reference.Key} in {reference.Kind} {snapshot.Target.Namespace}/{reference.Name}", StringComparison.Ordinal);
            if (keys is null ? !said : keys.Contains(reference.Key!)) continue;
            yield return this.Find(snapshot, $"{reference.Kind} {reference.Name} {reference.Key}", reference.Kind, reference.Name, reference.Key!, Referred.Listed(keys)) with
            {
                // What the kubelet found may have been mended since.
                Confidence = keys is null ? Confidence.Likely : Confidence.Confirmed,
                Evidence =
                [
                    Prove.Field(reference.Path, $"{reference.Name} / {reference.Key}"), .. said ? [Prove.Field($"{container.Path}.state.waiting.message", container.WaitingMessage)] : Array.Empty<Evidence>(),
                    .. keys is null ? Array.Empty<Evidence>() : [new($"{reference.Kind.ToLowerInvariant()}/{reference.Name}", Text.Of("diagnosis.value.keys", Referred.Listed(keys)))],
                ],
                Kubectl = [$"kubectl describe {reference.Kind.ToLowerInvariant()} {reference.Name} -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
