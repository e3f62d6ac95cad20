using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the connection refused in the pod itself? No packet of a port-forward meets kube-proxy, so it is not at fault then.</summary>
internal sealed record S8NothingListens() : Question("S8", Yes: "ListenEverywhere", No: "KubeProxy")
{
    public override Task<Snapshot> ReadMoreAsync(IClusterReader cluster, Snapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.TryAsync(cluster, PodPorts.OfService(snapshot), cancellationToken);

    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var ports = PodPorts.OfService(snapshot);
        var tries = snapshot.Tried(ports);
        var pod = ports.Select(port => port.Pod).FirstOrDefault() ?? snapshot.Behind().Select(pod => pod.Metadata.Name).FirstOrDefault();
        return Answer.Of(!tries.Reached(), $"kubectl exec {pod} -n {snapshot.Target.Namespace} -- netstat -tln",
            [Saw.Field($"pod/{pod} ports", string.Join(", ", ports.Select(port => port.Port))), .. tries.Shown()]);
    }
}
