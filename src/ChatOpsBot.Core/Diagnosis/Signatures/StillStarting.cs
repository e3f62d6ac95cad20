using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The startup probe has not succeeded yet.</summary>
internal sealed class StillStarting : ISignature
{
    public string Code => "CHB607";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod?.IsWanted() != true) yield break;
        foreach (var container in snapshot.Pod.AllContainers().Where(container => container.Spec.StartupProbe is not null && container.Status is { Started: false, State.Running: not null, RestartCount: < 3 }))
        {
            if (Probes.Last(snapshot, "Startup", container.Name) is not { } failed || Crashes.Killed(snapshot, container.Name, "startup") is not null) continue;
            yield return this.Find(snapshot, container.Name, container.Name, Probes.Written(container.Spec.StartupProbe), Probes.Said(failed)) with
            {
                Confidence = Confidence.Likely,
                Evidence = [Prove.By(failed), Prove.Field($"{container.Path}.started", "false")],
                Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
            };
        }
    }
}
