using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod may not run as root and the image does.</summary>
internal sealed class RunsAsRoot : ISignature
{
    public string Code => "CHB503";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod?.IsWanted() != true ? [] :
        snapshot.Pod.AllContainers().Where(container => (container.Waiting?.Message ?? "").Contains("runAsNonRoot", StringComparison.Ordinal)).Select(container => this.Find(snapshot, container.Spec.Image ?? "", container.Spec.Image ?? "", container.Name) with
        {
            Evidence =
            [
                Prove.Field(container.Spec.SecurityContext?.RunAsNonRoot == true ? $"spec.containers[{container.Name}].securityContext.runAsNonRoot" : "spec.securityContext.runAsNonRoot", "true"),
                Prove.Field($"{container.Path}.state.waiting.message", container.Waiting!.Message ?? ""),
            ],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.containers[*].securityContext}}'"],
        });
}
