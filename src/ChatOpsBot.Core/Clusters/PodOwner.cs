using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Clusters;

/// <summary>The workload that a pod belongs to, read from the pod alone.</summary>
/// <param name="Kind">Deployment, StatefulSet, DaemonSet, Job, ReplicaSet or Node (static pods).</param>
/// <param name="Name">Its name.</param>
public sealed record PodOwner(string Kind, string Name)
{
    /// <summary>The workload of a pod; null for a bare pod. A ReplicaSet whose name ends in the pod's pod-template-hash was made by
    /// the Deployment of the rest of the name.</summary>
    public static PodOwner? Of(Pod pod)
    {
        if (pod.Metadata.OwnerReferences.FirstOrDefault(owner => owner.Controller == true) is not { } owner) return null;
        return owner.Kind == "ReplicaSet"
            && pod.Metadata.Labels.TryGetValue("pod-template-hash", out var hash) && owner.Name.EndsWith("-" + hash, StringComparison.Ordinal)
                ? new PodOwner("Deployment", owner.Name[..^(hash.Length + 1)])
                : new PodOwner(owner.Kind, owner.Name);
    }
}
