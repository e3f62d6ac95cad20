using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Neither the image nor the pod says what to run.</summary>
internal sealed class NoCommand : ISignature
{
    public string Code => "CHB506";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Starts.Of(snapshot)
        .Where(IsIt).Select(start => this.Find(snapshot, start.Container.Spec.Image, start.Container.Spec.Image) with { Evidence = [start.Evidence] });

    internal static bool IsIt(FailedStart start) => start.Says("no command specified");
}
