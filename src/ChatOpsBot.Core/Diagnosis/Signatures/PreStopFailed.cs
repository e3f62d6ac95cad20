namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The preStop hook fails, so the program is stopped without what the hook should have done.</summary>
internal sealed class PreStopFailed : ISignature
{
    public string Code => "CHB756";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { } pod || snapshot.Events.LastOrDefault(e => e.Reason == "FailedPreStopHook") is not { } said) yield break;
        var container = Crashes.ContainerOf(said) ?? (pod.Spec.Containers.Count > 0 ? pod.Spec.Containers[0].Name : "?");
        var hook = Probes.Written(pod.Spec.Containers.FirstOrDefault(one => one.Name == container)?.Lifecycle?.PreStop);
        yield return this.Find(snapshot, $"{snapshot.Workload?.Ref.ToString() ?? snapshot.Target.ToString()} {container}", container, hook) with
        {
            Evidence = [Prove.By(said), Prove.Field($"spec.containers[{container}].lifecycle.preStop", hook)],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.containers[*].lifecycle.preStop}}'"],
        };
    }
}
