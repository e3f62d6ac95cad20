using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The postStart hook fails, so the kubelet kills the container that it belongs to.</summary>
internal sealed class PostStartFailed : ISignature
{
    public string Code => "CHB508";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Metadata.DeletionTimestamp: null } pod || pod.IsReady() || snapshot.Events.LastOrDefault(e => e.Reason == "FailedPostStartHook") is not { } said) yield break;
        var container = Crashes.ContainerOf(said) ?? (pod.Spec.Containers.Count > 0 ? pod.Spec.Containers[0].Name : "?");
        var hook = Probes.Written(pod.Spec.Containers.FirstOrDefault(one => one.Name == container)?.Lifecycle?.PostStart);
        yield return this.Find(snapshot, snapshot.Workload?.Ref.ToString() ?? snapshot.Target.ToString(), container, hook) with
        {
            Evidence = [Prove.By(said), Prove.Field($"spec.containers[{container}].lifecycle.postStart", hook), .. snapshot.Events.Where(e => e.Reason == "Killing").TakeLast(1).Select(Prove.By)],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.containers[*].lifecycle.postStart}}'"],
        };
    }
}
