using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod asks for more than any node that it may enter has at all.</summary>
internal sealed class LargerThanAnyNode : ISignature
{
    public string Code => "CHB102";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Placement.Of(snapshot) is not { Open: { Count: > 0 } open } || open.Any(node => node.Fits)) yield break;
        foreach (var resource in open[0].Lacking.Select(lack => lack.Resource))
        {
            var lacks = open.Select(node => (node.Name, Lack: node.Lacking.FirstOrDefault(lack => lack.Resource == resource))).ToList();
            if (!lacks.All(pair => pair.Lack is { } lack && lack.Wanted > lack.Allocatable)) continue;
            var (name, largest) = lacks.MaxBy(pair => pair.Lack!.Allocatable);
            yield return this.Find(snapshot, resource, resource, largest!.Wanted.As(resource), largest.Allocatable.As(resource), name) with
            {
                Evidence =
                [
                    .. snapshot.Pod!.Spec.Containers.Where(container => container.Resources.Requests.ContainsKey(resource))
                        .Select(container => Prove.Field($"spec.containers[{container.Name}].resources.requests.{resource}", container.Resources.Requests[resource])),
                    .. PendingEvidence.Of(snapshot),
                    .. lacks.Take(5).Select(pair => Prove.Field($"node {pair.Name}: status.allocatable.{resource}", pair.Lack!.Allocatable.As(resource))),
                ],
                Kubectl = [$"kubectl get nodes -o custom-columns=NAME:.metadata.name,{resource.ToUpperInvariant()}:.status.allocatable.{resource}"],
            };
        }
    }
}
