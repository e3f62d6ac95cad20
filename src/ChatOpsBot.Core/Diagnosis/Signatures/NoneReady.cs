using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Service picks pods and none of them is ready: the pods' own cause is to be found.</summary>
internal sealed class NoneReady : ISignature
{
    public string Code => "CHB802";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Selection.Selecting(snapshot) is not { } service || snapshot.Pods.Count == 0 || snapshot.Pods.Any(pod => pod.IsReady() && pod.IsWanted()) || service.Spec.PublishNotReadyAddresses == true) yield break;
        var pods = snapshot.Pods.Where(pod => pod.IsLive()).ToList();
        yield return this.Find(snapshot, snapshot.Target.ToString(), pods.Count, Text.List(pods.Take(3).Select(pod => pod.Metadata.Name))) with
        {
            Evidence =
            [
                .. Selection.Endpoints(snapshot, service),
                .. pods.Take(3).Select(pod => new Evidence($"pod {pod.Metadata.Name}: status.conditions[Ready]", pod.Condition("Ready")?.Status ?? "False")),
            ],
            Kubectl = [$"kubectl get endpointslices -n {snapshot.Target.Namespace} -l kubernetes.io/service-name={service.Metadata.Name} -o yaml"],
            Buttons = [.. pods.Take(2).Select(pod => new Button(Text.Of("diagnosis.button.why", pod.Metadata.Name), $"why pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}"))],
        };
    }
}
