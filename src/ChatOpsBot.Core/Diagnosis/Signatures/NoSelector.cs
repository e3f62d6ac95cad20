using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Service has no selector and nobody gave it endpoints.</summary>
internal sealed class NoSelector : ISignature
{
    public string Code => "CHB807";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Service || snapshot.Services is not [{ Spec: { Selector.Count: 0, Type: not "ExternalName" } } service]
            || !snapshot.HasRead<EndpointSlice>() || snapshot.SlicesOf(service).Any(slice => slice.Endpoints.Count > 0)) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString()) with { Evidence = [new("spec.selector", Text.Of("diagnosis.value.absent")), .. Selection.Endpoints(snapshot, service)], Kubectl = [$"kubectl get endpointslices -n {snapshot.Target.Namespace}"] };
    }
}
