namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The runtime cannot look at the image on the node: its store is damaged, or it does not answer.</summary>
internal sealed class ImageUninspectable : ISignature
{
    public string Code => "CHB414";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot).Where(IsIt)
        .Select(pull => this.About(snapshot, pull, $"node {snapshot.Pod!.Spec.NodeName}", pull.Image, snapshot.Pod!.Spec.NodeName, pull.Cause) with
        {
            Kubectl = [$"kubectl describe node {snapshot.Pod!.Spec.NodeName}", "crictl images"],
        });

    internal static bool IsIt(Pull pull) => pull.Container.Waiting?.Reason == "ImageInspectError";
}
