using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The kernel killed the container because it used more memory than its limit.</summary>
internal sealed class OutOfMemory : ISignature
{
    public string Code => "CHB522";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Crashes.Of(snapshot, now).Where(crash => crash.End.Reason == "OOMKilled").Select(crash =>
    {
        var limit = crash.Container.Spec.Resources.Limits.GetValueOrDefault("memory");
        var about = this.About(snapshot, crash, "OOMKilled", Crashes.Called(crash.Container), limit, crash.End is { StartedAt: { } from, FinishedAt: { } to } ? to - from : "?");
        return about with
        {
            Title = Text.Of(limit is null ? "diagnosis.chb522.no-limit" : "diagnosis.chb522.title", Crashes.Called(crash.Container), limit, snapshot.Pod!.Spec.NodeName),
            Steps = limit is null ? [Text.Of("diagnosis.chb522.no-limit-next", snapshot.Pod.Spec.NodeName)] : about.Steps,
            Evidence = [Prove.Field($"{crash.Path}.reason", "OOMKilled"), Prove.Field($"spec.containers[{crash.Container.Name}].resources.limits.memory", limit is null ? Text.Of("diagnosis.value.absent") : limit), .. about.Evidence],
            Kubectl = [$"kubectl top pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} --containers"],
        };
    });
}
