using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>All the pods of a definition together ask for more than a quota of the namespace leaves.</summary>
internal sealed class OverQuota : IReview
{
    public string Code => "CHB956";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot is not { Pod: { } pod, Workload: { } workload }) yield break;
        foreach (var quota in snapshot.Quotas)
        {
            foreach (var (resource, written) in quota.Status.Hard)
            {
                if (Of(pod.Spec, resource) is not { } each || each.Value == 0) continue;
                var hard = Quantity.Of(written);
                // The pods that it replaces are counted as used already.
                var used = Quantity.Of(quota.Status.Used, resource) - snapshot.Neighbours.Aggregate(Quantity.Zero, (sum, other) => sum + (Of(other.Spec, resource) ?? Quantity.Zero));
                var wanted = new Quantity(each.Value * workload.Wanted);
                if (used + wanted <= hard) continue;
                var unit = resource[(resource.IndexOf('.', StringComparison.Ordinal) + 1)..];
                yield return this.Find(snapshot, $"{quota.Metadata.Name} {resource}", quota.Metadata.Name, wanted.As(unit), resource, workload.Wanted, used.As(unit), hard.As(unit)) with
                {
                    Evidence = [Prove.Field($"resourcequota {quota.Metadata.Name}: status.hard.{resource}", written), Prove.Field($"resourcequota {quota.Metadata.Name}: status.used.{resource}", quota.Status.Used.GetValueOrDefault(resource) ?? "0")],
                    Kubectl = [$"kubectl describe resourcequota {quota.Metadata.Name} -n {snapshot.Target.Namespace}"],
                };
            }
        }
    }

    // Scoped quotas count other things and are left to the API server.
    private static Quantity? Of(PodSpec spec, string resource) => resource switch
    {
        "pods" or "count/pods" => new(1),
        "cpu" or "memory" => Placement.Requests(spec).GetValueOrDefault(resource),
        _ when resource.StartsWith("requests.", StringComparison.Ordinal) => Placement.Requests(spec).GetValueOrDefault(resource["requests.".Length..]),
        "limits.cpu" or "limits.memory" => spec.Containers.Aggregate(Quantity.Zero, (sum, container) => sum + Quantity.Of(container.Resources.Limits, resource["limits.".Length..])),
        _ => null,
    };
}
