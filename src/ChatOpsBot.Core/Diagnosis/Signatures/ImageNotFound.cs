using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The registry answers that it has no such image or tag.</summary>
internal sealed class ImageNotFound : ISignature
{
    public string Code => "CHB401";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot).Where(Pulls.IsMissing).Select(pull =>
    {
        var finding = this.About(snapshot, pull, pull.Image, pull.Image, pull.Registry);
        finding = finding with
        {
            Evidence = [.. RegistrySaid.Evidence(pull.Image, pull.Answer), Prove.Field($"spec.{(pull.Container.IsInit ? "initContainers" : "containers")}[{pull.Container.Name}].image", pull.Image), pull.Evidence],
        };
        return ImageReference.Parse(pull.Image) is { } name ? Exactly(finding, pull, name) : finding;
    });

    private static Finding Exactly(Finding finding, Pull pull, ImageReference image) => pull.Answer switch
    {
        // "Some registries answer so to those who may not see it" is settled then.
        RegistryAnswer.NoTag { Nearest.Count: > 0 } none => finding with { Title = Text.Of("diagnosis.chb401.tag", Full(image), image.Reference, Text.List(none.Nearest)), Others = [] },
        RegistryAnswer.NoTag => finding with { Title = Text.Of(image.Digest is null ? "diagnosis.chb401.no-tags" : "diagnosis.chb401.digest", Full(image), image.Reference), Others = [] },
        RegistryAnswer.NoRepository => finding with { Title = Text.Of("diagnosis.chb401.repository", image.Registry, image.Repository), Others = [] },
        RegistryAnswer.Found => finding with
        {
            Title = Text.Of("diagnosis.chb401.since", pull.Image),
            Confidence = Confidence.Likely,
            Steps = [Text.Of("diagnosis.chb401.since-next")],
            Others = [Text.Of("diagnosis.chb401.since-other", image.Registry)],
        },
        _ => finding,
    };

    private static string Full(ImageReference image) => $"{image.Registry}/{image.Repository}";
}
