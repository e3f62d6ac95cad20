using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Reviews;

/// <summary>The image's registry wants credentials, and the pod has no pull secret for it. Nodes may have credentials of their own, so it is a warning.</summary>
internal sealed class ImageClosed : IReview
{
    public string Code => "CHB961";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) =>
        from look in NamedImage.Of(snapshot)
        where look.Answer.WantsCredentials && Pulls.AreFor(snapshot, look.Image) == false
        select this.Find(snapshot, $"{look.Name.Registry} {look.Container}", look.Name.Registry, look.Image, snapshot.Target.Namespace ?? "") with
        {
            Evidence = [.. look.Evidence, new("spec.imagePullSecrets", Pulls.Secrets(snapshot) is { Count: > 0 } secrets ? Text.List(secrets) : Text.Of("diagnosis.value.none"))],
        };
}
