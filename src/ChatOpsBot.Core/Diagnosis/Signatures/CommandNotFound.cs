using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A shell in the container found no such command (127) or could not execute it (126).</summary>
internal sealed class CommandNotFound : ISignature
{
    public string Code => "CHB528";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now)
        .Where(crash => crash.End.ExitCode is 126 or 127 && !Crashes.WasKilled(snapshot, crash))
        .Select(crash =>
        {
            var said = crash.Log.Said();
            var found = this.About(snapshot, crash, $"exit {crash.End.ExitCode}", Crashes.Called(crash.Container), crash.End.ExitCode, said ?? string.Join(' ', crash.Container.Spec.Command), crash.Container.Spec.Image) with
            {
                Confidence = said is null ? Confidence.Likely : Confidence.Confirmed,
            };
            return crash.End.ExitCode == 127 ? found : found with { Title = ((Text.Keyed)found.Title) with { Key = "diagnosis.chb528.denied" }, Steps = [Text.Of("diagnosis.chb528.denied-next")] };
        });
}
