using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The namespace's Pod Security level refuses the workload's pods.</summary>
internal sealed partial class PodSecurityRefuses : ISignature
{
    public string Code => "CHB202";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Refusals.Of(snapshot, "violates PodSecurity") is not { } refusal) yield break;
        var match = Said().Match(Refusals.Message(refusal));
        yield return this.Find(snapshot, $"{snapshot.Target.Namespace} {match.Groups[1].Value}", match.Groups[1].Value, Prove.Cut(match.Groups[2].Value), snapshot.Target.Namespace) with
        {
            Evidence = [refusal],
            Kubectl = [$"kubectl get namespace {snapshot.Target.Namespace} --show-labels"],
        };
    }

    [GeneratedRegex(@"violates PodSecurity ""([^""]+)"":\s*(.*)$", RegexOptions.Singleline)]
    private static partial Regex Said();
}
