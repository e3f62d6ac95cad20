using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry answers that it has no such image or tag.</summary>
internal sealed class ImageNotFound : ISignature
{
    public string Code => "CHB401";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot).Where(Pulls.IsMissing).Select(pull =>
        this.About(snapshot, pull, pull.Image, pull.Image, pull.Registry) with
        {
            Evidence = [Prove.Field($"spec.{(pull.Container.IsInit ? "initContainers" : "containers")}[{pull.Container.Name}].image", pull.Image), pull.Evidence],
        });
}
