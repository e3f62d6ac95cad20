using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The Job gave up: its pods failed more often than backoffLimit allows, or its podFailurePolicy says so. The pods' own end is
/// the cause.</summary>
internal sealed class JobGaveUp : ISignature
{
    public string Code => "CHB706";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (JobEnds.Failed(snapshot) is not { Reason: not "DeadlineExceeded" } failed) yield break;
        var ends = snapshot.Pods.SelectMany(pod => pod.AllContainers().Where(container => container.Status?.LastEnd() is { ExitCode: not 0 })
            .Select(container => (Pod: pod.Metadata.Name, container.Name, container.Status!.LastEnd()!.ExitCode))).ToList();
        yield return this.Find(snapshot, snapshot.Target.ToString(), ends.Count > 0 ? Text.Of("diagnosis.value.exited", ends[^1].Name, ends[^1].ExitCode) : Text.Of("diagnosis.value.pods-gone"), snapshot.Pods.Count) with
        {
            Confidence = ends.Count > 0 ? Confidence.Confirmed : Confidence.CannotTell,
            Evidence = [Prove.Field("status.conditions[Failed]", $"{failed.Reason}: {failed.Message}"), .. ends.TakeLast(3).Select(end => Prove.Field($"pod {end.Pod}: exitCode", end.ExitCode))],
            Kubectl = [$"kubectl logs job/{snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
            Buttons = [.. snapshot.Pods.TakeLast(1).Select(pod => new Button(Text.Of("diagnosis.button.why", pod.Metadata.Name), $"why pod {pod.Metadata.Name} -n {pod.Metadata.Namespace}"))],
        };
    }
}
