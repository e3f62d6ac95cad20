using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Reads what the rules about a Deployment, ReplicaSet, StatefulSet, DaemonSet or Job look at.</summary>
internal static class WorkloadSnapshot
{
    public static async Task<Snapshot> ReadAsync(ClusterReading reading, IClusterObject thing)
    {
        var workload = Workload.Of(thing) ?? throw new ArgumentException("Not a workload.", nameof(thing));
        var ns = thing.Metadata.Namespace;
        var podsTask = reading.ListAsync<Pod>(ns);
        var owners = OwnerChain.ReadAsync(reading, thing);
        var setsTask = thing is Deployment ? reading.ListAsync<ReplicaSet>(ns) : Task.FromResult<IReadOnlyList<ReplicaSet>>([]);
        var own = EventsOf.ReadAsync(reading, workload.Ref.Kind.Kind, thing.Metadata);
        var sets = (await setsTask).Where(set => set.Metadata.OwnerReferences.Any(o => o.Uid == thing.Metadata.Uid))
            .OrderByDescending(set => set.Metadata.CreationTimestamp).ToList();
        var setEvents = await Task.WhenAll(sets.Take(2).Select(set => EventsOf.ReadAsync(reading, "ReplicaSet", set.Metadata)));
        var pods = (await podsTask).Where(pod => Owns(thing, sets, workload, pod)).ToList();
        var lacks = pods.Count(pod => pod.IsLive()) < workload.Wanted;
        var quotas = lacks ? reading.ListAsync<ResourceQuota>(ns) : Task.FromResult<IReadOnlyList<ResourceQuota>>([]);
        var limits = lacks ? reading.ListAsync<LimitRange>(ns) : Task.FromResult<IReadOnlyList<LimitRange>>([]);
        var account = lacks ? await reading.GetAsync<ServiceAccount>(ns, workload.Template.Spec.ServiceAccountName ?? "default") : null;
        var nodes = thing is DaemonSet ? await reading.ListAsync<Node>(null) : [];
        return new Snapshot
        {
            Target = workload.Ref,
            Workload = workload,
            Owners = await owners,
            ReplicaSets = sets,
            Events = await own,
            WorkloadEvents = [.. (await own).Concat(setEvents.SelectMany(events => events)).OrderBy(e => e.LastSeen)],
            Pods = pods,
            ServiceAccount = account,
            Quotas = await quotas,
            LimitRanges = await limits,
            Nodes = nodes,
            Gaps = reading.Gaps,
        };
    }

    // Two workloads whose selectors overlap are told apart by the owner references.
    private static bool Owns(IClusterObject thing, List<ReplicaSet> sets, Workload workload, Pod pod) => pod.Metadata.OwnerReferences.Count == 0
        ? workload.Selector.Selects(pod.Metadata.Labels)
        : pod.Metadata.OwnerReferences.Any(o => o.Uid == thing.Metadata.Uid || sets.Any(set => set.Metadata.Uid == o.Uid));
}
