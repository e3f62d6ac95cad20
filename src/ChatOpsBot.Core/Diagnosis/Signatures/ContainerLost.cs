using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The kubelet found the container gone and does not know how it ended: exit code 137 stands in for the unknown one.</summary>
internal sealed class ContainerLost : ISignature
{
    public string Code => "CHB531";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Metadata.DeletionTimestamp: null } pod || pod.Status.Reason is not null) yield break;
        foreach (var container in pod.AllContainers().Where(container => container.Status is { Ready: false } status && status.LastEnd()?.Reason == "ContainerStatusUnknown"))
        {
            var status = container.Status!;
            var end = status.LastEnd()!;
            yield return this.Find(snapshot, $"node {pod.Spec.NodeName}", Crashes.Called(container), pod.Spec.NodeName) with
            {
                Evidence =
                [
                    Prove.Field($"{container.Path}.{(status.State.Terminated is null ? "lastState" : "state")}.terminated", $"{end.Reason}, exitCode {end.ExitCode}"),
                    .. end.Message is { Length: > 0 } said ? [Prove.Field($"{container.Path}: message", said)] : Array.Empty<Evidence>(),
                ],
                Kubectl = [$"kubectl describe node {pod.Spec.NodeName}"],
                Buttons = [new(Text.Of("diagnosis.button.why", pod.Spec.NodeName), $"why node {pod.Spec.NodeName}")],
            };
        }
    }
}
