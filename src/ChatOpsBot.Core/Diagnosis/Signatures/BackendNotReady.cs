using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Service behind the Ingress has no ready endpoint.</summary>
internal sealed class BackendNotReady : ISignature
{
    public string Code => "CHB855";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => !snapshot.HasRead<EndpointSlice>() ? [] : Backends.Of(snapshot).DistinctBy(pair => pair.Backend.Name)
        .Where(pair => Backends.Service(snapshot, pair.Backend) is { Spec.Type: not "ExternalName" } service && !snapshot.SlicesOf(service).SelectMany(slice => slice.Endpoints).Any(endpoint => endpoint.Conditions.Ready != false))
        .Select(pair => this.Find(snapshot, $"service {pair.Backend.Name}", pair.Backend.Name, pair.Path) with
        {
            Evidence = [Prove.Field($"spec.rules[{pair.Path}].backend.service.name", pair.Backend.Name), .. Selection.Endpoints(snapshot, Backends.Service(snapshot, pair.Backend)!)],
            Kubectl = [$"kubectl get endpointslices -n {snapshot.Target.Namespace} -l kubernetes.io/service-name={pair.Backend.Name}"],
            Buttons = [new(Text.Of("diagnosis.button.why", pair.Backend.Name), $"why service {pair.Backend.Name} -n {snapshot.Target.Namespace}")],
        });
}
