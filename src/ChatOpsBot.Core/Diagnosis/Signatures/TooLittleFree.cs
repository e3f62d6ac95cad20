using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Every node that the pod may enter has too little of a resource free.</summary>
internal sealed class TooLittleFree : ISignature
{
    public string Code => "CHB101";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Open: { Count: > 0 } open } || open.Any(node => node.Fits)) yield break;
        foreach (var resource in open.SelectMany(node => node.Lacking).Select(lack => lack.Resource).Distinct())
        {
            var lacking = open.Where(node => node.Lacking.Any(lack => lack.Resource == resource)).ToList();
            // A resource that only some nodes lack is to blame together with what the others lack; the widest is named first.
            if (lacking.Count * 2 < open.Count) continue;
            var lacks = lacking.Select(node => (node.Name, Lack: node.Lacking.First(lack => lack.Resource == resource))).OrderByDescending(pair => pair.Lack.Free).ToList();
            var best = lacks[0];
            if (lacks.All(pair => pair.Lack.Wanted > pair.Lack.Allocatable)) continue;
            yield return this.Find(snapshot, resource, resource, best.Lack.Wanted.As(resource), best.Lack.Free.As(resource), best.Name) with
            {
                Confidence = lacking.Count == open.Count ? Confidence.Confirmed : Confidence.Likely,
                Evidence = [.. PendingEvidence.Of(snapshot), .. lacks.Take(5).Select(pair => new Evidence(
                    Text.Of("diagnosis.where.node", pair.Name), Text.Of("diagnosis.value.free", pair.Lack.Free.As(resource), pair.Lack.Allocatable.As(resource), resource)))],
                Kubectl = ["kubectl describe nodes | grep -A 8 'Allocated resources'"],
            };
        }
    }
}
