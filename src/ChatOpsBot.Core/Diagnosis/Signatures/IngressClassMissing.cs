using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>No controller will take the Ingress: its class does not exist, or it names none and there is no default.</summary>
internal sealed class IngressClassMissing : ISignature
{
    public string Code => "CHB853";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Target.Kind != ResourceKinds.Ingress || snapshot.Ingresses is not [{ } ingress] || !snapshot.HasRead<IngressClass>()) yield break;
        var name = ingress.Spec.IngressClassName ?? ingress.Metadata.Annotations.GetValueOrDefault("kubernetes.io/ingress.class");
        if (name is null ? snapshot.IngressClasses.Any(found => found.Metadata.Annotations.GetValueOrDefault("ingressclass.kubernetes.io/is-default-class") == "true") : snapshot.IngressClasses.Any(found => found.Metadata.Name == name)) yield break;
        var there = snapshot.IngressClasses.Count == 0 ? (Text)Text.Of("diagnosis.value.none") : Text.List(snapshot.IngressClasses.Select(found => found.Metadata.Name));
        yield return this.Find(snapshot, name ?? "default", name, there) with
        {
            Title = Text.Of(name is null ? "diagnosis.chb853.no-default" : "diagnosis.chb853.title", name, there),
            Evidence = [Prove.Field("spec.ingressClassName", name is null ? Text.Of("diagnosis.value.absent") : name), new("ingressclasses", there)],
            Kubectl = ["kubectl get ingressclass"],
        };
    }
}
