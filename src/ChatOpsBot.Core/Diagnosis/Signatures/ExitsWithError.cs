using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The program ends with an exit code of its own; its log says why, if anything does.</summary>
internal sealed class ExitsWithError : ISignature
{
    public string Code => "CHB521";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now)
        .Where(crash => crash.End.ExitCode is > 0 and < 126 or (>= 128 and not (134 or 137 or 139 or 143)) && !Crashes.WasKilled(snapshot, crash) && !IsRefused(snapshot, crash))
        .Select(crash =>
        {
            var said = crash.Log.Said() ?? (crash.End.Message is { Length: > 0 } message ? Prove.Cut(message) : null);
            var needs = snapshot.Dependencies.FirstOrDefault(dependency => dependency.Container == crash.Container.Name);
            var about = this.About(snapshot, crash, $"exit {crash.End.ExitCode}", Crashes.Called(crash.Container), crash.End.ExitCode, said);
            return about with
            {
                Evidence = [.. about.Evidence, .. needs is null ? [] : Needs(needs)],
                Others = said is null ? [] : about.Others,
                Steps = needs switch
                {
                    { IsAbsent: true } => [Text.Of("diagnosis.chb521.absent", needs.Name)],
                    { IsDown: true } => [Text.Of("diagnosis.chb521.down", needs.Name)],
                    _ when said is null => [Text.Of("diagnosis.chb521.quiet", Crashes.Called(crash.Container), crash.End.ExitCode)],
                    _ => about.Steps,
                },
                Origins = needs is { IsDown: true } ? [.. needs.Pods.Select(pod => new ResourceRef(ResourceKinds.Pod, pod.Metadata.Namespace, pod.Metadata.Name))] : [],
                Confidence = said is null ? Confidence.CannotTell : Confidence.Likely,
                Title = Text.Of(said is null ? "diagnosis.chb521.silent" : "diagnosis.chb521.title", Crashes.Called(crash.Container), crash.End.ExitCode, said is null ? "" : Prove.Cut(said)),
            };
        });

    private static IEnumerable<Evidence> Needs(Dependency needs) => needs switch
    {
        { IsAbsent: true } => [new($"service {needs.Name}", Text.Of("diagnosis.value.no-such-object"))],
        { Service.Object: not null } => [new($"service {needs.Name}", Text.Of("diagnosis.value.ready-pods", needs.Pods.Count(pod => pod.IsReady() && pod.IsWanted()), needs.Pods.Count))],
        _ => [],
    };

    // The line that says why is a refusal of the API server, which has a rule of its own.
    private static bool IsRefused(Snapshot snapshot, Crash crash) => LoggedRefusal.Of(snapshot, crash.Container.Name) is { } refusal
        && (crash.Log?.Marked is not { } at || crash.Log.Lines[at].Trim() == refusal.Line);
}
