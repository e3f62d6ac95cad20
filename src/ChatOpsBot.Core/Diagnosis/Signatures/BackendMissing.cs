using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Ingress routes to a Service that does not exist.</summary>
internal sealed class BackendMissing : ISignature
{
    public string Code => "CHB851";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => !snapshot.HasRead<Service>() ? [] : Backends.Of(snapshot)
        .Where(pair => Backends.Service(snapshot, pair.Backend) is null).DistinctBy(pair => pair.Backend.Name)
        .Select(pair => this.Find(snapshot, $"service {pair.Backend.Name}", pair.Backend.Name, pair.Path, snapshot.Target.Namespace) with
        {
            Evidence = [Prove.Field($"spec.rules[{pair.Path}].backend.service.name", pair.Backend.Name), new($"service/{pair.Backend.Name}", Text.Of("diagnosis.value.not-found"))],
            Kubectl = [$"kubectl get services -n {snapshot.Target.Namespace}"],
        });
}
