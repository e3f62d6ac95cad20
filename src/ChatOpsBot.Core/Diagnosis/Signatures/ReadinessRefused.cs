using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Nothing listens where the readiness probe asks.</summary>
internal sealed class ReadinessRefused : ISignature
{
    public string Code => "CHB602";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => ReadinessFails.Of(snapshot).Where(pair => ReadinessFails.IsRefused(pair.Failed))
        .Select(pair => this.About(snapshot, pair.Container, pair.Failed, Crashes.Called(pair.Container), Probes.Written(pair.Container.Spec.ReadinessProbe),
            Probes.Hint(pair.Container.Spec, pair.Container.Spec.ReadinessProbe, snapshot, pair.Failed)) with
        {
            Confidence = Probes.UndeclaredPort(pair.Container.Spec, pair.Container.Spec.ReadinessProbe) is null ? Confidence.Likely : Confidence.Confirmed,
        });
}
