using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Tree.Questions;

/// <summary>Does the tag exist?</summary>
internal sealed record P11ImageTag() : Question("P11", Yes: "A3", No: "FixImageTag")
{
    public override Answer Look(Snapshot snapshot, DateTimeOffset now)
    {
        var pull = PullFailure.Of(snapshot, now);
        bool? yes = (pull.Answer, pull.Kind) switch
        {
            (RegistryAnswer.Found, _) => true,
            (RegistryAnswer.NoTag or RegistryAnswer.NoImage, _) => false,
            (_, PullKind.NotFound) => false,
            (_, PullKind.Silent or PullKind.Unknown) => null,
            _ => true,
        };
        return Answer.Of(yes, Kubectl.Events(snapshot), [Text.Of("walk.saw.image", ImageName.Repository(pull.Image), ImageName.Tag(pull.Image)), .. pull.Shown]);
    }
}
