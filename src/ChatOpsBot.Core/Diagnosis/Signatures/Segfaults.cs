using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The program itself broke: SIGSEGV (139) or SIGABRT (134).</summary>
internal sealed class Segfaults : ISignature
{
    public string Code => "CHB527";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now)
        .Where(crash => crash.End.ExitCode is 139 or 134 && !Crashes.WasKilled(snapshot, crash))
        .Select(crash => this.About(snapshot, crash, $"exit {crash.End.ExitCode}", Crashes.Called(crash.Container), crash.End.ExitCode, crash.End.ExitCode == 139 ? "SIGSEGV" : "SIGABRT", crash.Container.Spec.Image));
}
