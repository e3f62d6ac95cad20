using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>A container asks for less, or may take more, than a LimitRange of the namespace lets it.</summary>
internal sealed class OutOfLimitRange : IReview
{
    public string Code => "CHB957";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var container in snapshot.Pod?.AllContainers() ?? [])
        {
            foreach (var (field, amounts, bound, sign) in new[]
            {
                ("limits", container.Spec.Resources.Limits, "max", 1), ("requests", container.Spec.Resources.Requests, "max", 1), ("requests", container.Spec.Resources.Requests, "min", -1),
            })
            {
                foreach (var (resource, written) in amounts)
                {
                    var set = Quantity.Of(written);
                    foreach (var (range, amount) in LimitRanges.Of(snapshot, bound, resource).Where(limit => set.CompareTo(limit.Amount) * sign > 0))
                        yield return this.Find(snapshot, $"{container.Name} {resource} {bound}", container.Name, $"{field}.{resource}", written, bound, amount.As(resource), range) with
                        {
                            Evidence = [Prove.Field($"spec.{(container.IsInit ? "initContainers" : "containers")}[{container.Name}].resources.{field}.{resource}", written), Prove.Field($"limitrange {range}: {bound}.{resource}", amount.As(resource))],
                            Kubectl = [$"kubectl describe limitrange {range} -n {snapshot.Target.Namespace}"],
                        };
                }
            }
        }
    }
}
