using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the image's name right? To a node a registry answers "not found" for a wrong name and for a wrong tag alike; asked by the bot, it tells them apart.</summary>
internal sealed record P10ImageName() : Question("P10", Yes: "P11", No: "FixImageName")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        var twin = snapshot.Neighbours.FirstOrDefault(pod => pod.Status.ContainerStatuses.Any(status => status.ImageID is { Length: > 0 } && status.Image is { } image && ImageName.Repository(image) == ImageName.Repository(pull.Image)));
        bool? yes = (pull.Answer, pull.Kind) switch
        {
            (RegistryAnswer.Found or RegistryAnswer.NoTag, _) => true,
            (RegistryAnswer.NoRepository, _) => false,
            (_, PullKind.InvalidName or PullKind.NoSuchHost) => false,
            (_, PullKind.NotFound) or (RegistryAnswer.NoImage, _) => twin is null ? null : true,
            (_, PullKind.Silent or PullKind.Unknown or PullKind.Unresolved) => null,
            _ => true,
        };
        return Answer.Of(yes, Kubectl.Field(snapshot, ".spec.containers[*].image"),
            [Text.Of("walk.saw.image", ImageName.Repository(pull.Image), ImageName.Tag(pull.Image)), .. pull.Shown, .. twin is null ? (Text[])[] : [Text.Of("walk.saw.image-twin", twin.Metadata.Name)]]);
    }
}
