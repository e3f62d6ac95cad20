using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The program ends well, and restartPolicy Always starts it again and again: it is no server, or its work is done.</summary>
internal sealed class DoesNotStayUp : ISignature
{
    public string Code => "CHB525";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now)
        .Where(crash => crash.End.ExitCode == 0 && !crash.Container.IsInit && !Crashes.WasKilled(snapshot, crash)).Select(crash =>
            this.About(snapshot, crash, "exit 0", Crashes.Called(crash.Container), crash.End is { StartedAt: { } from, FinishedAt: { } to } ? to - from : "?",
                crash.Container.Spec.Command.Count + crash.Container.Spec.Args.Count == 0 ? Text.Of("diagnosis.value.from-image") : string.Join(' ', crash.Container.Spec.Command.Concat(crash.Container.Spec.Args))));
}
