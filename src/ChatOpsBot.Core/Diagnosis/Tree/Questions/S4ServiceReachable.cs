using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the app answer through a port-forward to the Service? The bot tries it where it may, else a person is asked.</summary>
internal sealed record S4ServiceReachable() : Question("S4", Yes: "I0", No: "S5")
{
    public override Task<Snapshot> ReadMoreAsync(IClusterReader cluster, Snapshot snapshot, CancellationToken cancellationToken) =>
        snapshot.TryAsync(cluster, PodPorts.OfService(snapshot), cancellationToken);

    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var service = snapshot.Service();
        var port = service?.Spec.Ports.Select(port => port.Port).FirstOrDefault() ?? 80;
        var tries = snapshot.Tried(PodPorts.OfService(snapshot));
        return Answer.Of(tries.Reached(), $"kubectl port-forward service/{service?.Metadata.Name} 8080:{port} -n {snapshot.Target.Namespace}",
            [Saw.Field($"service/{service?.Metadata.Name} spec.ports", string.Join(", ", service?.Spec.Ports.Select(port => $"{port.Port} → {Routes.Target(port)}") ?? [])), .. tries.Shown()]);
    }
}
