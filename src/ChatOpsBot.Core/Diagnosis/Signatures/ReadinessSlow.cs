using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The readiness probe gets no answer in time.</summary>
internal sealed class ReadinessSlow : ISignature
{
    public string Code => "CHB603";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => ReadinessFails.Of(snapshot).Where(pair => ReadinessFails.IsSlow(pair.Failed))
        .Select(pair => this.About(snapshot, pair.Container, pair.Failed, Crashes.Called(pair.Container), Probes.Written(pair.Container.Spec.ReadinessProbe), $"{pair.Container.Spec.ReadinessProbe!.TimeoutSeconds ?? 1}s"));
}
