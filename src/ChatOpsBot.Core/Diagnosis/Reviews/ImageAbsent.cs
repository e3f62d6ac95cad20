using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>The image's registry, asked by the bot, has no such image.</summary>
internal sealed class ImageAbsent : IReview
{
    public string Code => "CHB959";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) =>
        from look in NamedImage.Of(snapshot)
        where look.Answer is RegistryAnswer.NoTag or RegistryAnswer.NoRepository or RegistryAnswer.NoImage
        select this.Find(snapshot, look.Image, look.Image, look.Name.Registry, RegistrySaid.Of(look.Name, look.Answer)) with { Evidence = look.Evidence };
}
