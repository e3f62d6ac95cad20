namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the app answer through a port-forward to the Ingress controller's pod? Only a person can try.</summary>
internal sealed record I3IngressReachable() : Question("I3", Yes: "I4", No: "ControllerDocs")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(null, "kubectl port-forward INGRESS-CONTROLLER-POD 8080:80 -n INGRESS-NAMESPACE",
        [.. snapshot.Ingresses.Take(3).Select(ingress => Saw.Field($"ingress/{ingress.Metadata.Name} hosts", string.Join(", ", ingress.Spec.Rules.Select(rule => rule.Host ?? "*"))))]);
}
