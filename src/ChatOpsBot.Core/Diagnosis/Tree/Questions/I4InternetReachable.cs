namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the app answer from outside? Only a person can try.</summary>
internal sealed record I4InternetReachable() : Question("I4", Yes: "Done", No: "Exposure")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => Answer.Of(null, Kubectl.Get(snapshot, "ingress"),
        [.. snapshot.Ingresses.Take(3).Select(ingress => Saw.Field($"ingress/{ingress.Metadata.Name} status.loadBalancer", string.Join(", ", ingress.Status.LoadBalancer.Ingress.Select(at => at.Hostname ?? at.Ip))))]);
}
