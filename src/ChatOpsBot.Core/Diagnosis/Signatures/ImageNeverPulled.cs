using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The image is not on the node and imagePullPolicy forbids pulling it.</summary>
internal sealed class ImageNeverPulled : ISignature
{
    public string Code => "CHB411";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod?.IsWanted() != true ? [] :
        snapshot.Pod.AllContainers().Where(container => container.Waiting?.Reason == "ErrImageNeverPull").Select(container => this.Find(snapshot, container.Spec.Image, container.Spec.Image, snapshot.Pod.Spec.NodeName) with
        {
            Evidence = [Prove.Field($"spec.containers[{container.Name}].imagePullPolicy", container.Spec.ImagePullPolicy), Prove.Field($"{container.Path}.state.waiting.message", container.WaitingMessage)],
            Kubectl = [$"kubectl get node {snapshot.Pod.Spec.NodeName} -o jsonpath='{{.status.images[*].names}}'"],
        });
}
