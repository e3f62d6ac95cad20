using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does no Ingress lead to the Service?</summary>
internal sealed record I0NoIngress() : Question("I0", Yes: "NoIngress", No: "I1")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now) => snapshot.HasRead<Ingress>()
        ? Answer.Of(snapshot.Ingresses.Count == 0, Kubectl.Get(snapshot, "ingress"), Saw.Field("ingresses", string.Join(", ", snapshot.Ingresses.Select(ingress => ingress.Metadata.Name))))
        : Answer.Of(null, Kubectl.Get(snapshot, "ingress"), Saw.Unread("ingresses"));
}
