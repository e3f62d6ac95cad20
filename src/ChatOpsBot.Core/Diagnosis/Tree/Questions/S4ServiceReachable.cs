namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the app answer through a port-forward to the Service? Only a person can try.</summary>
internal sealed record S4ServiceReachable() : Question("S4", Yes: "I0", No: "S5")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var service = snapshot.Service();
        var port = service?.Spec.Ports.Select(port => port.Port).FirstOrDefault() ?? 80;
        return Answer.Of(null, $"kubectl port-forward service/{service?.Metadata.Name} 8080:{port} -n {snapshot.Target.Namespace}",
            Saw.Field($"service/{service?.Metadata.Name} spec.ports", string.Join(", ", service?.Spec.Ports.Select(port => $"{port.Port} → {Routes.Target(port)}") ?? [])));
    }
}
