using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The image's name is not one.</summary>
internal sealed class ImageNameInvalid : ISignature
{
    public string Code => "CHB410";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod?.IsWanted() != true ? [] :
        snapshot.Pod.AllContainers().Where(container => container.Waiting?.Reason == "InvalidImageName").Select(container => this.Find(snapshot, container.Spec.Image, container.Spec.Image, Why(container)) with
        {
            Evidence = [Prove.Field($"{container.Path}.state.waiting.message", container.WaitingMessage)],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.containers[*].image}}'"],
        });

    private static string Why(ContainerInPod container) => container.WaitingMessage.Split("invalid reference format: ") is [_, var why] ? why : "invalid reference format";
}
