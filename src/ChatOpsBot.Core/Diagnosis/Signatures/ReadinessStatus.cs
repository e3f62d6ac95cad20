using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The readiness probe is answered with an HTTP status that means no.</summary>
internal sealed partial class ReadinessStatus : ISignature
{
    public string Code => "CHB601";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => ReadinessFails.Of(snapshot).Where(pair => ReadinessFails.IsStatus(pair.Failed)).Select(pair =>
    {
        var status = Status().Match(pair.Failed!.Message!).Groups[1].Value;
        return this.About(snapshot, pair.Container, pair.Failed, Crashes.Called(pair.Container), Probes.Written(pair.Container.Spec.ReadinessProbe), status) with
        {
            Title = Text.Of(status == "404" ? "diagnosis.chb601.no-path" : "diagnosis.chb601.title", Crashes.Called(pair.Container), Probes.Written(pair.Container.Spec.ReadinessProbe), status),
        };
    });

    [GeneratedRegex(@"statuscode: (\d+)")]
    private static partial Regex Status();
}
