using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Where the cause of a pod that does not start or end stands only in the kubelet's log: the lines about the pod, or on which node
/// to look, with which command and for what.</summary>
internal static partial class KubeletWord
{
    // Not explained, sandbox, ConfigMaps not fetched, not stopped.
    private static readonly HashSet<string> Codes = [FindingCatalogue.Unexplained, "CHB307", "CHB309", "CHB755"];

    /// <summary>The same diagnosis, its findings with what the kubelet says.</summary>
    public static async Task<Diagnosis> AddAsync(ClusterReading reading, Diagnosis diagnosis)
    {
        if (diagnosis.Snapshot.Pod is not { Spec.NodeName: { Length: > 0 } node } pod || !IsKubelets(pod) || !diagnosis.Findings.Any(IsOpen)) return diagnosis;
        var log = await reading.KubeletLogAsync(node, [pod.Metadata.Uid, $"{pod.Metadata.Namespace}/{pod.Metadata.Name}"]);
        Finding[] findings = [.. diagnosis.Findings.Select(finding => IsOpen(finding) ? Of(finding, pod, node, log) : finding)];
        return diagnosis with
        {
            Findings = findings,
            Snapshot = log is NodeLog.Unread unread ? diagnosis.Snapshot with { Gaps = [.. diagnosis.Snapshot.Gaps, new Gap(ResourceKinds.Node, null, node, "proxy", unread.Failure)] } : diagnosis.Snapshot,
        };
    }

    private static bool IsOpen(Finding finding) => Codes.Contains(finding.Code);

    // Before the first start, and after the last: in between, the container's own log says more.
    private static bool IsKubelets(Pod pod) => pod.Metadata.DeletionTimestamp is not null
        || (pod.IsLive() && pod.AllContainers().All(container => container.Status is null || container.Waiting?.Reason is "ContainerCreating" or "PodInitializing"));

    private static Finding Of(Finding finding, Pod pod, string node, NodeLog log) => log switch
    {
        NodeLog.Lines { Matching.Count: > 0 } lines => Said(finding, node, lines.Matching),
        NodeLog.Lines => finding with { Evidence = [.. finding.Evidence, new(Text.Of("diagnosis.where.kubelet-log", node), Text.Of("diagnosis.value.nothing"))] },
        _ => finding with
        {
            Steps = [.. finding.Steps, Text.Of(log is NodeLog.NotServed ? "diagnosis.kubelet.not-served" : "diagnosis.kubelet.look", node, pod.Metadata.Uid)],
            Kubectl =
            [
                .. finding.Kubectl, $"journalctl -u kubelet --since -1h | grep {pod.Metadata.Uid}  # on {node}",
                $"kubectl get --raw \"/api/v1/nodes/{node}/proxy/logs/?query=kubelet&tailLines=5000&pattern={pod.Metadata.Uid}\"",
            ],
        },
    };

    private static Finding Said(Finding finding, string node, IReadOnlyList<string> lines)
    {
        var excerpt = ErrorLine.In(new ContainerLog($"kubelet-{node}", false, LogText.Clean(string.Join('\n', lines))));
        if (excerpt.Said() is not { } said) return finding with { Log = finding.Log ?? excerpt };
        var words = Prove.Cut(Header().Replace(said, ""));
        return finding with
        {
            Log = finding.Log ?? excerpt,
            Confidence = finding.Confidence == Confidence.CannotTell ? Confidence.Likely : finding.Confidence,
            Title = finding.Title switch
            {
                Text.Keyed { Key: "diagnosis.chb001.title", Arguments: [var state, ..] } => Text.Of("diagnosis.chb001.kubelet", state, node, words),
                Text.Keyed { Key: "diagnosis.chb755.silent", Arguments: [var where, var since, ..] } => Text.Of("diagnosis.chb755.title", where, since, words),
                var title => title,
            },
            Evidence = [new(Text.Of("diagnosis.where.kubelet-log", node), words), .. finding.Evidence],
        };
    }

    // klog's: E1129 11:49:00.123456    1301 pod_workers.go:1301]
    [GeneratedRegex(@"^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.]+:\d+\] ")]
    private static partial Regex Header();
}
