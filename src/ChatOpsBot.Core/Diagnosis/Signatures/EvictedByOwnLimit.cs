using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod used more disk than it allows itself: an emptyDir's sizeLimit or an ephemeral-storage limit.</summary>
internal sealed partial class EvictedByOwnLimit : ISignature
{
    public string Code => "CHB702";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Status: { Phase: "Failed", Reason: "Evicted", Message: { } message } } pod || Exceeds().Match(message) is not { Success: true } match) yield break;
        var volume = match.Groups["volume"].Value;
        var what = volume.Length > 0 ? $"emptyDir {volume}" : "ephemeral-storage";
        var successor = Text.Of(pod.Metadata.OwnerReferences.Count > 0 ? "diagnosis.value.replaced-by-owner" : "diagnosis.value.replaced-by-nobody");
        yield return this.Find(snapshot, $"{snapshot.Workload?.Ref.ToString() ?? snapshot.Target.ToString()} {what}", what, match.Groups["limit"].Value, successor) with
        {
            Evidence =
            [
                Prove.Field("status.message", message),
                .. volume.Length > 0 ? pod.Spec.Volumes.Where(v => v.Name == volume).Select(v => Prove.Field($"spec.volumes[{volume}].emptyDir.sizeLimit", v.EmptyDir?.SizeLimit)) : [],
                .. volume.Length > 0 ? [] : Limits(pod),
                Prove.Field("status.reason", "Evicted"),
            ],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.status.message}}'"],
            Buttons = [new(Text.Of("diagnosis.button.delete"), $"delete pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}", ButtonWeight.Dangerous)],
        };
    }

    private static IEnumerable<Evidence> Limits(Pod pod) => pod.Spec.Containers.Where(container => container.Resources.Limits.ContainsKey("ephemeral-storage"))
        .Select(container => Prove.Field($"spec.containers[{container.Name}].resources.limits.ephemeral-storage", container.Resources.Limits["ephemeral-storage"]));

    // The kubelet's three sentences: https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/kubelet/eviction/eviction_manager.go
    [GeneratedRegex(@"EmptyDir volume ""(?<volume>[^""]+)"" exceeds the limit ""(?<limit>[^""]+)""|Container (?<container>\S+) exceeded its local ephemeral storage limit ""(?<limit>[^""]+)""|ephemeral local storage usage exceeds the total limit of containers (?<limit>\S+?)\.?\s*$")]
    private static partial Regex Exceeds();
}
