using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A utilization is a share of the request, and a container requests nothing of the resource.</summary>
internal sealed partial class RequestMissing : ISignature
{
    public string Code => "CHB223";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Scaling.Blind(snapshot) is not { } said || Said().Match(said.Message ?? "") is not { Success: true } match) yield break;
        var (resource, container) = (match.Groups["resource"].Value, match.Groups["container"].Value);
        // One container without a request is enough, and the message names the first alone.
        var bare = snapshot.Workload?.Template.Spec.Containers.Where(one => !one.Resources.Requests.ContainsKey(resource)).Select(one => one.Name).ToList() ?? [];
        var scaled = Scaling.Scaled(snapshot.Autoscaler!);
        var named = string.Join(", ", bare.DefaultIfEmpty(container));
        yield return this.Find(snapshot, snapshot.Target.ToString(), resource, named, scaled) with
        {
            Evidence = [Scaling.Proof(said), .. bare.Select(name => Prove.Field($"{scaled}: spec.template.spec.containers[{name}].resources.requests.{resource}", Texts.Text.Of("diagnosis.value.absent")))],
            Kubectl = [$"kubectl get {scaled} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.template.spec.containers[*].resources}}'"],
        };
    }

    internal static bool IsIt(string? message) => Said().IsMatch(message ?? "");

    [GeneratedRegex(@"missing request for (?<resource>\S+) in container (?<container>\S+) of Pod")]
    private static partial Regex Said();
}
