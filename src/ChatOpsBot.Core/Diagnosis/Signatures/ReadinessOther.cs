using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The readiness probe fails in another way: a command that says no, or nobody remembers how.</summary>
internal sealed class ReadinessOther : ISignature
{
    public string Code => "CHB604";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => ReadinessFails.Of(snapshot)
        .Where(pair => !ReadinessFails.IsStatus(pair.Failed) && !ReadinessFails.IsRefused(pair.Failed) && !ReadinessFails.IsSlow(pair.Failed) && !IsYoung(pair.Container, now))
        .Select(pair => this.About(snapshot, pair.Container, pair.Failed, Crashes.Called(pair.Container), Probes.Written(pair.Container.Spec.ReadinessProbe), pair.Failed is null ? "" : Probes.Said(pair.Failed)) with
        {
            Confidence = pair.Failed is null ? Confidence.Likely : Confidence.Confirmed,
            Title = Text.Of(pair.Failed is null ? "diagnosis.chb604.unknown" : "diagnosis.chb604.title", Crashes.Called(pair.Container), Probes.Written(pair.Container.Spec.ReadinessProbe), pair.Failed is null ? "" : Probes.Said(pair.Failed)),
        });

    // No failure yet: the first probe comes after initialDelaySeconds and the first period.
    private static bool IsYoung(ContainerInPod container, DateTimeOffset now) => container.Status!.State.Running!.StartedAt is { } since
        && now - since < TimeSpan.FromSeconds((container.Spec.ReadinessProbe!.InitialDelaySeconds ?? 0) + (2 * (container.Spec.ReadinessProbe.PeriodSeconds ?? 10)));
}
