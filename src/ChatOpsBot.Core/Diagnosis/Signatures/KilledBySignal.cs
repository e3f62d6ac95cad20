using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Something outside killed the program (137, SIGKILL) without the kernel's memory killer being named.</summary>
internal sealed class KilledBySignal : ISignature
{
    public string Code => "CHB526";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now)
        .Where(crash => crash.End.ExitCode == 137 && !Crashes.WasKilled(snapshot, crash))
        .Select(crash => this.About(snapshot, crash, "exit 137", Crashes.Called(crash.Container), crash.Container.Spec.Resources.Limits.GetValueOrDefault("memory") ?? "–") with { Confidence = Confidence.CannotTell });
}
