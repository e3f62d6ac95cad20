using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Ingress routes to a port that the Service does not have.</summary>
internal sealed class BackendPortMissing : ISignature
{
    public string Code => "CHB852";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var (path, backend) in Backends.Of(snapshot))
        {
            if (Backends.Service(snapshot, backend) is not { } service || service.Spec.Ports.Any(port => backend.Port.Name is { } name ? port.Name == name : port.Port == backend.Port.Number)) continue;
            var there = string.Join(", ", service.Spec.Ports.Select(port => port.Name is { } name ? $"{name}={port.Port}" : $"{port.Port}"));
            yield return this.Find(snapshot, $"service {backend.Name} {Backends.Port(backend)}", backend.Name, Backends.Port(backend), there, path) with
            {
                Evidence = [Prove.Field($"spec.rules[{path}].backend.service.port", Backends.Port(backend)), Prove.Field($"service {backend.Name}: spec.ports", there)],
                Kubectl = [$"kubectl get service {backend.Name} -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
