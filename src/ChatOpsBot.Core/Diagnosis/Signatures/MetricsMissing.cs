using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Nobody measures what the autoscaler scales by: the metrics API is not served, or has no such metric.</summary>
internal sealed partial class MetricsMissing : ISignature
{
    public string Code => "CHB222";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Scaling.Blind(snapshot) is not { } said || Failed().Match(said.Reason ?? "") is not { Success: true } failed || RequestMissing.IsIt(said.Message) || PodsUnmeasured.IsIt(snapshot, said)) yield break;
        var source = failed.Groups[1].Value;
        var api = source switch { "Resource" or "ContainerResource" => "metrics.k8s.io", "External" => "external.metrics.k8s.io", _ => "custom.metrics.k8s.io" };
        var names = string.Join(", ", snapshot.Autoscaler!.Spec.Metrics.Where(metric => metric.Type == source).Select(Scaling.Name));
        yield return this.Find(snapshot, $"{api} {names}", names, api, Prove.Cut(Scaling.Cause(said))) with
        {
            // Pods that are not ready are not measured either, and the message is the same.
            Confidence = !PodsUnmeasured.SaysNothing(said) ? Confidence.Confirmed : snapshot.Pods.Count > 0 ? Confidence.Likely : Confidence.CannotTell,
            Evidence = [Scaling.Proof(said), Prove.Field("spec.metrics", names)],
            Kubectl = [$"kubectl get apiservices | grep {api}", "kubectl get pods -n kube-system"],
        };
    }

    [GeneratedRegex("^FailedGet(\\w+)Metric$")]
    private static partial Regex Failed();
}
