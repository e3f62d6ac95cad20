using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the app answer through a port-forward to the pod? The bot tries it where it may, else a person is asked.</summary>
internal sealed record P20PodReachable() : Question("P20", Yes: "S1", No: "P21")
{
    public override Task<Snapshot> ReadMoreAsync(IClusterReader cluster, Snapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.TryAsync(cluster, PodPorts.OfPod(snapshot), cancellationToken);

    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var ports = PodPorts.OfPod(snapshot);
        var tries = snapshot.Tried(ports);
        var declared = snapshot.Pod!.Spec.Containers.SelectMany(container => container.Ports).Select(port => port.Port);
        // A forwarded port is connected to at localhost, and a Service at the pod's address.
        var unproved = tries.Reached() == true && !PodPorts.IsProbed(snapshot.Pod, ports);
        return Answer.Of(tries.Reached(), $"kubectl port-forward pod/{snapshot.Target.Name} 8080:{(ports.Count > 0 ? ports[0].Port : 8080)} -n {snapshot.Target.Namespace}",
            [Saw.Field("spec.containers[*].ports", string.Join(", ", declared)), .. tries.Shown(), .. unproved ? (Text[])[Text.Of("walk.saw.port-localhost")] : []]);
    }
}
