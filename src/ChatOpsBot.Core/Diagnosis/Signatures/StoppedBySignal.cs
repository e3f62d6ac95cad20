using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The program was asked to stop (143, SIGTERM) by something other than a deletion of the pod.</summary>
internal sealed class StoppedBySignal : ISignature
{
    public string Code => "CHB529";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now)
        .Where(crash => crash.End.ExitCode == 143 && !Crashes.WasKilled(snapshot, crash))
        .Select(crash => this.About(snapshot, crash, "exit 143", Crashes.Called(crash.Container)) with { Confidence = Confidence.CannotTell });
}
