using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Is the image's name right? A registry answers "not found" to a wrong name and to a wrong tag alike.</summary>
internal sealed record P10ImageName() : Question("P10", Yes: "P11", No: "FixImageName")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        var twin = snapshot.Neighbours.FirstOrDefault(pod => pod.Status.ContainerStatuses.Any(status => status.ImageID is { Length: > 0 } && status.Image is { } image && ImageName.Repository(image) == ImageName.Repository(pull.Image)));
        bool? yes = pull.Kind switch
        {
            PullKind.InvalidName or PullKind.NoSuchHost => false,
            PullKind.NotFound => twin is null ? null : true,
            PullKind.Unknown or PullKind.Unresolved => null,
            _ => true,
        };
        return Answer.Of(yes, Kubectl.Field(snapshot, ".spec.containers[*].image"),
            [Text.Of("walk.saw.image", ImageName.Repository(pull.Image), ImageName.Tag(pull.Image)), .. pull.Shown, .. twin is null ? (Text[])[] : [Text.Of("walk.saw.image-twin", twin.Metadata.Name)]]);
    }
}
