using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod has ended and a finalizer keeps it: its owner has not done its work.</summary>
internal sealed class HeldByFinalizer : ISignature
{
    public string Code => "CHB751";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Metadata: { DeletionTimestamp: not null, Finalizers: { Count: > 0 } finalizers } } pod || !Leaving.HasEnded(pod)) yield break;
        var ends = pod.AllContainers().Where(container => container.Status?.State.Terminated is not null).ToList();
        yield return this.Find(snapshot, string.Join(' ', finalizers), Text.List(finalizers), Text.List(finalizers.Select(Owner).Distinct())) with
        {
            Evidence =
            [
                Prove.Field("metadata.finalizers", string.Join(", ", finalizers)), Leaving.Deadline(pod),
                .. pod.IsScheduled() ? ends.Select(container => Prove.Field($"{container.Path}.state.terminated.exitCode", Text.Of("diagnosis.value.stopped-for-deletion", container.Status!.State.Terminated!.ExitCode))) : [new Evidence("spec.nodeName", Text.Of("diagnosis.value.absent"))],
            ],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.metadata.finalizers}}'"],
        };
    }

    // A finalizer is named DOMAIN/NAME after the controller that owns it.
    private static string Owner(string finalizer) => finalizer.Split('/')[0];
}
