using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>An admission webhook fails or refuses the workload's pods.</summary>
internal sealed partial class WebhookRefuses : ISignature
{
    public string Code => "CHB204";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if ((Refusals.Of(snapshot, "failed calling webhook") ?? Refusals.Of(snapshot, "admission webhook")) is not { } refusal) yield break;
        var name = Said().Match(Refusals.Message(refusal)).Groups[1].Value;
        yield return this.Find(snapshot, name, name) with
        {
            Evidence = [refusal],
            Kubectl = ["kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations"],
        };
    }

    [GeneratedRegex(@"webhook ""([^""]+)""")]
    private static partial Regex Said();
}
