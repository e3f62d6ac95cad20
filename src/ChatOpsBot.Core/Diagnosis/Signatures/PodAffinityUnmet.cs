using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Pod affinity or anti-affinity rules keep the pod off every node that could take it.</summary>
internal sealed class PodAffinityUnmet : ISignature
{
    public string Code => "CHB106";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => !PendingEvidence.IsLeft(snapshot) ? [] :
        PendingEvidence.Clauses(snapshot).Where(clause => clause.Reason.Contains("affinity rules", StringComparison.Ordinal)).Select(clause =>
            clause.Reason.Contains("existing pods", StringComparison.Ordinal) ? Theirs(snapshot) : Own(snapshot, clause.Reason.Contains("anti-affinity", StringComparison.Ordinal)));

    private Finding Own(Snapshot snapshot, bool anti)
    {
        var wanted = PodAffinity.Terms(snapshot.Pod!, anti);
        return About(snapshot, anti ? "title" : "affinity", anti ? "spec.affinity.podAntiAffinity" : "spec.affinity.podAffinity", wanted,
            Placed(snapshot).Where(pod => wanted.Any(term => term.Selector.Selects(pod.Metadata.Labels))));
    }

    // The scheduler keeps the anti-affinity of the pods that run, too, and says so in words of its own
    // (k8s.io/kubernetes/pkg/scheduler/framework/plugins/interpodaffinity/filtering.go).
    private Finding Theirs(Snapshot snapshot)
    {
        var averse = Placed(snapshot).Select(pod => (Pod: pod, Terms: PodAffinity.Terms(pod, anti: true).Where(term => term.Selector.Selects(snapshot.Pod!.Metadata.Labels)).ToList())).Where(pair => pair.Terms.Count > 0).ToList();
        return About(snapshot, "theirs", "spec.affinity.podAntiAffinity", averse.SelectMany(pair => pair.Terms), averse.Select(pair => pair.Pod));
    }

    private static IEnumerable<Pod> Placed(Snapshot snapshot) =>
        snapshot.AllPods.Where(pod => pod.IsLive() && pod.IsScheduled() && pod.Metadata.Namespace == snapshot.Target.Namespace);

    private Finding About(Snapshot snapshot, string title, string field, IEnumerable<AffinityTerm> wanted, IEnumerable<Pod> pods)
    {
        var terms = string.Join(", ", wanted.Select(term => $"{term.Selector.Written()} / {term.TopologyKey}").Distinct());
        var near = pods.Select(pod => $"{pod.Metadata.Namespace}/{pod.Metadata.Name} ({pod.Spec.NodeName})").Take(5).ToList();
        var found = this.Find(snapshot, terms, terms, near.Count == 0 ? Text.Of("diagnosis.value.none") : Text.List(near));
        return found with
        {
            Title = ((Text.Keyed)found.Title) with { Key = $"diagnosis.chb106.{title}" },
            Evidence = [Prove.Field(field, terms), .. PendingEvidence.Of(snapshot)],
            Kubectl = [$"kubectl get pods -n {snapshot.Target.Namespace} -o wide --show-labels"],
        };
    }
}
