using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A LoadBalancer Service has no address: no provider gave it one.</summary>
internal sealed class NoLoadBalancer : ISignature
{
    public string Code => "CHB806";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Service || snapshot.Services is not [{ Spec.Type: "LoadBalancer", Status.LoadBalancer.Ingress.Count: 0 } service]) yield break;
        var said = snapshot.Events.LastOrDefault(e => e.Type == "Warning");
        yield return this.Find(snapshot, "load balancer", said is null ? Text.Of("diagnosis.value.no-provider") : Prove.Cut(said.Message)) with
        {
            Confidence = said is null ? Confidence.Likely : Confidence.Confirmed,
            Evidence = [new("status.loadBalancer.ingress", Text.Of("diagnosis.value.none")), .. said is null ? Array.Empty<Evidence>() : [Prove.By(said)], Prove.Field("spec.type", service.Spec.Type)],
            Kubectl = [$"kubectl describe service {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
        };
    }
}
