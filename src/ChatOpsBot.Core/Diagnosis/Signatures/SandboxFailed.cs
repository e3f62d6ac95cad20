using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The node cannot make the pod's sandbox, for a reason that the message says.</summary>
internal sealed partial class SandboxFailed : ISignature
{
    public string Code => "CHB307";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Mounts.Last(snapshot, "FailedCreatePodSandBox") is not { } said) yield break;
        var message = said.Message;
        if (new CniNotReady().Look(snapshot, now).Any() || new NoPodAddress().Look(snapshot, now).Any() || new MemoryTooSmallToStart().Look(snapshot, now).Any()) yield break;
        var node = snapshot.Pod!.Spec.NodeName!;
        var disk = message.Contains("input/output error", StringComparison.OrdinalIgnoreCase) || message.Contains("read-only file system", StringComparison.OrdinalIgnoreCase) || message.Contains("no space left", StringComparison.OrdinalIgnoreCase);
        var last = Prove.Cut(Wrapping().Replace(message, ""));
        yield return this.Find(snapshot, $"node {node}", node, last) with
        {
            Title = Text.Of(disk ? "diagnosis.chb307.disk" : "diagnosis.chb307.title", node, last),
            Confidence = disk ? Confidence.Confirmed : Confidence.Likely,
            Evidence = [Prove.By(said)],
            Kubectl = [$"kubectl describe node {node}"],
            Buttons = [new(Text.Of("diagnosis.button.why", node), $"why node {node}")],
        };
    }

    [GeneratedRegex(@"^Failed to create pod sandbox: (rpc error: code = \w+ desc = )?(failed to (create|start) (sandbox|containerd task)[^:]*: )*")]
    private static partial Regex Wrapping();
}
