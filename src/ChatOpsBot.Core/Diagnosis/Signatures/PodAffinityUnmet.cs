using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Pod affinity or anti-affinity rules keep the pod off every node that could take it.</summary>
internal sealed class PodAffinityUnmet : ISignature
{
    public string Code => "CHB106";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (!PendingEvidence.IsLeft(snapshot)) yield break;
        var clause = PendingEvidence.Clauses(snapshot).FirstOrDefault(c => c.Reason.Contains("affinity rules", StringComparison.Ordinal));
        if (clause.Reason is null) yield break;
        var anti = clause.Reason.Contains("anti-affinity", StringComparison.Ordinal);
        var near = PodAffinity.Terms(snapshot.Pod!, anti).SelectMany(term => snapshot.AllPods.Where(pod => pod.IsLive() && pod.IsScheduled()
            && pod.Metadata.Namespace == snapshot.Pod!.Metadata.Namespace && term.Selector.Selects(pod.Metadata.Labels)))
            .Select(pod => $"{pod.Metadata.Namespace}/{pod.Metadata.Name} ({pod.Spec.NodeName})").Distinct().ToList();
        var terms = string.Join(", ", PodAffinity.Terms(snapshot.Pod!, anti).Select(term => $"{term.Selector.Written()} / {term.TopologyKey}"));
        var found = this.Find(snapshot, terms, terms, near.Count == 0 ? Text.Of("diagnosis.value.none") : Text.List(near.Take(5)));
        yield return found with
        {
            Title = Text.Of(anti ? "diagnosis.chb106.title" : "diagnosis.chb106.affinity", terms, near.Count == 0 ? Text.Of("diagnosis.value.none") : Text.List(near.Take(5))),
            Evidence = [Prove.Field(anti ? "spec.affinity.podAntiAffinity" : "spec.affinity.podAffinity", terms), .. PendingEvidence.Of(snapshot)],
            Kubectl = [$"kubectl get pods -n {snapshot.Target.Namespace} -o wide --show-labels"],
        };
    }
}
