using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>An image by `latest`, or by no tag at all: what runs changes without a change of the definition.</summary>
internal sealed class FloatingTag : IReview
{
    public string Code => "CHB952";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod is not { } pod ? [] :
        pod.AllContainers().Where(container => Floats(container.Spec.Image ?? "")).Select(container => this.Find(snapshot, $"{container.Name} {container.Spec.Image}", container.Spec.Image!, container.Name) with
        {
            Evidence = [Prove.Field($"spec.{(container.IsInit ? "initContainers" : "containers")}[{container.Name}].image", container.Spec.Image!)],
        });

    // A colon before the last slash is the registry's port.
    private static bool Floats(string image) => image.Length > 0 && !image.Contains('@', StringComparison.Ordinal)
        && (image[(image.LastIndexOf('/') + 1)..].Split(':') is var parts && (parts.Length == 1 || parts[1] == "latest"));
}
