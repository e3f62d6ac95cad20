using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Service's selector picks no pod; the nearest pods' labels show the difference.</summary>
internal sealed class SelectsNothing : ISignature
{
    public string Code => "CHB801";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Selection.Empty(snapshot) is not { } service || new ServiceAtZero().Look(snapshot, now).Any()) yield break;
        var selector = string.Join(",", service.Spec.Selector.Select(pair => $"{pair.Key}={pair.Value}"));
        var near = snapshot.Neighbours.Where(pod => pod.IsWanted())
            .Select(pod => (Pod: pod, Match: Selection.Matches(service, pod), Like: Selection.Likeness(service, pod), Slips: Selection.Slips(service, pod)))
            .Where(pair => pair is not { Match: 0, Like: 0, Slips: 0 })
            .OrderByDescending(pair => pair.Match).ThenByDescending(pair => pair.Like).ThenByDescending(pair => pair.Slips).ThenBy(pair => pair.Pod.Metadata.Name, StringComparer.Ordinal)
            .Select(pair => pair.Pod).FirstOrDefault();
        var differs = near is null ? [] : service.Spec.Selector.Where(pair => near.Metadata.Labels.GetValueOrDefault(pair.Key) != pair.Value).ToList();
        var wanted = differs.Count > 0 ? $"{differs[0].Key}={differs[0].Value}" : "";
        Text has = near is null || differs.Count == 0 ? ""
            : near.Metadata.Labels.TryGetValue(differs[0].Key, out var value) ? $"{differs[0].Key}={value}" : Text.Of("diagnosis.value.no-label", differs[0].Key);
        yield return this.Find(snapshot, snapshot.Target.ToString(), selector, near?.Metadata.Name, wanted, has) with
        {
            Title = near is null ? Text.Of("diagnosis.chb801.alone", selector) : Text.Of("diagnosis.chb801.title", selector, near.Metadata.Name, wanted, has),
            // A workload at zero has no pods either, and is another cause.
            Confidence = snapshot.HasRead<Deployment>() && snapshot.HasRead<StatefulSet>() ? Confidence.Confirmed : Confidence.Likely,
            Evidence =
            [
                Prove.Field("spec.selector", selector),
                .. near is null ? Array.Empty<Evidence>() : [Prove.Field($"pod {near.Metadata.Name}: metadata.labels", string.Join(",", near.Metadata.Labels.Where(pair => pair.Key != "pod-template-hash").Select(pair => $"{pair.Key}={pair.Value}")))],
                .. Selection.Endpoints(snapshot, service),
            ],
            Kubectl = [$"kubectl get pods -n {snapshot.Target.Namespace} -l '{selector}'", $"kubectl get pods -n {snapshot.Target.Namespace} --show-labels"],
        };
    }
}
