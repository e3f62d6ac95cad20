using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A shell in the container found no such command (127) or could not execute it (126).</summary>
internal sealed class CommandNotFound : ISignature
{
    public string Code => "CHB528";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now)
        .Where(crash => crash.End.ExitCode is 126 or 127 && !Crashes.WasKilled(snapshot, crash))
        .Select(crash => this.About(snapshot, crash, $"exit {crash.End.ExitCode}", Crashes.Called(crash.Container), crash.End.ExitCode, crash.Log.Said() ?? string.Join(' ', crash.Container.Spec.Command), crash.Container.Spec.Image ?? "") with
        {
            Confidence = crash.Log.Said() is null ? Confidence.Likely : Confidence.Confirmed,
        });
}
