using System.Text.RegularExpressions;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A LimitRange refuses the pods' requests or limits.</summary>
internal sealed partial class LimitRangeRefuses : ISignature
{
    public string Code => "CHB205";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if ((Refusals.Of(snapshot, "usage per ") ?? Refusals.Of(snapshot, "limit to request ratio")) is not { } refusal) yield break;
        var said = Said().Match(Refusals.Message(refusal)).Value;
        var ranges = snapshot.LimitRanges.Select(range => range.Metadata.Name).ToList();
        yield return this.Find(snapshot, said, said, Text.List(ranges)) with
        {
            Evidence = [refusal],
            Kubectl = [$"kubectl describe limitrange -n {snapshot.Target.Namespace}"],
        };
    }

    [GeneratedRegex(@"(minimum|maximum) .*? per .*?, but (limit|request) is [^\s,]+|[\w.]+ limit to request ratio.*")]
    private static partial Regex Said();
}
