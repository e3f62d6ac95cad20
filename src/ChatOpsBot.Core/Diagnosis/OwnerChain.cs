using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Follows metadata.ownerReferences upwards.</summary>
internal static class OwnerChain
{
    // ReplicaSet → Deployment, Job → CronJob: nothing known has a longer chain, and a loop must end.
    private const int Longest = 4;

    /// <summary>The owners of an object, nearest first; the controller where there are several.</summary>
    public static async Task<IReadOnlyList<Owner>> ReadAsync(ClusterReading reading, IClusterObject of)
    {
        var chain = new List<Owner>();
        var below = of.Metadata;
        while (chain.Count < Longest && below.OwnerReferences.OrderByDescending(o => o.Controller == true).FirstOrDefault() is { } reference)
        {
            var owner = await ReadAsync(reading, of.Metadata.Namespace, reference);
            chain.Add(owner);
            if (owner.Object is null) break;
            below = owner.Object.Metadata;
        }
        return chain;
    }

    private static async Task<Owner> ReadAsync(ClusterReading reading, string? ns, OwnerReference reference) => reference.Kind switch
    {
        "ReplicaSet" => Made(ResourceKinds.ReplicaSet, await reading.GetAsync<ReplicaSet>(ns, reference.Name)),
        "Deployment" => Made(ResourceKinds.Deployment, await reading.GetAsync<Deployment>(ns, reference.Name)),
        "StatefulSet" => Made(ResourceKinds.StatefulSet, await reading.GetAsync<StatefulSet>(ns, reference.Name)),
        "DaemonSet" => Made(ResourceKinds.DaemonSet, await reading.GetAsync<DaemonSet>(ns, reference.Name)),
        "Job" => Made(ResourceKinds.Job, await reading.GetAsync<Job>(ns, reference.Name)),
        "CronJob" => Made(ResourceKinds.CronJob, await reading.GetAsync<CronJob>(ns, reference.Name)),
        "Node" => Made(ResourceKinds.Node, await reading.GetAsync<Node>(null, reference.Name)),
        _ => new(null, reference, null, null),
    };

    private static Owner Made<T>(ResourceKind kind, Look<T> look) where T : class, IClusterObject =>
        new(kind, new OwnerReference { Kind = kind.Kind, ApiVersion = kind.ApiVersion, Name = look.Name, Uid = look.Object?.Metadata.Uid ?? "" }, look.Object, look.Failure);
}
