using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The container may not run as root, and does or may do so.</summary>
internal sealed class RunsAsRoot : ISignature
{
    public string Code => "CHB503";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod?.IsWanted() != true ? [] :
        from container in snapshot.Pod.AllContainers()
        let title = Title(container.WaitingMessage)
        where title is not null
        let inContainer = container.Spec.SecurityContext?.RunAsNonRoot == true
        select this.Find(snapshot, container.Spec.Image, container.Spec.Image, container.Name) with
        {
            Title = Text.Of(title, container.Spec.Image, container.Name),
            Evidence =
            [
                Prove.Field(inContainer ? $"spec.containers[{container.Name}].securityContext.runAsNonRoot" : "spec.securityContext.runAsNonRoot", "true"),
                Prove.Field($"{container.Path}.state.waiting.message", container.WaitingMessage),
            ],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.containers[*].securityContext}}'"],
        };

    // k8s.io/kubernetes/pkg/kubelet/kuberuntime/security_context_others.go
    private static string? Title(string message) =>
        message.Contains("image will run as root", StringComparison.Ordinal) ? "diagnosis.chb503.title"
        : message.Contains("cannot verify user is non-root", StringComparison.Ordinal) ? "diagnosis.chb503.named"
        : message.Contains("breaks non-root policy", StringComparison.Ordinal) ? "diagnosis.chb503.user" : null;
}
