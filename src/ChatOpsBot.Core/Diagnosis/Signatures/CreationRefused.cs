using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The API server refuses the workload's pods for a reason that no other rule knows.</summary>
internal sealed partial class CreationRefused : ISignature
{
    public string Code => "CHB206";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (IsKnown(snapshot) || Refusals.Of(snapshot, "") is not { } refusal) yield break;
        var said = Said().Replace(Refusals.Message(refusal), "");
        yield return this.Find(snapshot, said, said) with { Evidence = [refusal], Kubectl = [$"kubectl describe {snapshot.Target} -n {snapshot.Target.Namespace}"] };
    }

    private static bool IsKnown(Snapshot snapshot)
    {
        return Says("exceeded quota") || Says("violates PodSecurity") || Says("error looking up service account") || Says("webhook") || Says("usage per ") || Says("limit to request ratio");
        bool Says(string part) => Refusals.Of(snapshot, part) is not null;
    }

    [GeneratedRegex(@"^(\(combined from similar events\): )?(Error creating: )?")]
    private static partial Regex Said();
}
