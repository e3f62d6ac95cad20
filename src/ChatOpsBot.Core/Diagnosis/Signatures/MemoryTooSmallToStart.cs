using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The memory limit is so small that not even the container's start fits: the runtime itself is killed, which shows as
/// StartError with exit code 128 and not as OOMKilled (seen on 1.34 with limits below about 16Mi).</summary>
internal sealed class MemoryTooSmallToStart : ISignature
{
    public string Code => "CHB507";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var start in Starts.Of(snapshot).Where(IsIt))
            yield return this.Find(snapshot, snapshot.Target.ToString(), start.Container.Spec.Resources.Limits["memory"], start.Container.Name) with
            {
                Confidence = Confidence.Likely,
                Evidence = [Prove.Field($"spec.containers[{start.Container.Name}].resources.limits.memory", start.Container.Spec.Resources.Limits["memory"]), start.Evidence],
            };
        if (Mounts.Last(snapshot, "FailedCreatePodSandBox") is { } said && Small(snapshot.Pod!.Spec.Containers) is { } container && (said.Message.Contains("OCI runtime", StringComparison.Ordinal) || said.Message.Contains("cannot start a stopped process", StringComparison.Ordinal)))
            yield return this.Find(snapshot, snapshot.Target.ToString(), container.Resources.Limits["memory"], container.Name) with
            {
                Confidence = Confidence.Likely,
                Evidence = [Prove.Field($"spec.containers[{container.Name}].resources.limits.memory", container.Resources.Limits["memory"]), Prove.By(said)],
            };
    }

    internal static bool IsIt(FailedStart start) => Small([start.Container.Spec]) is not null && start.Says("OCI runtime", "cannot start", "shim", "killed", "out of memory") && !start.Says("exec:");

    private static Container? Small(IEnumerable<Container> containers) =>
        containers.FirstOrDefault(container => container.Resources.Limits.TryGetValue("memory", out var limit) && Quantity.Of(limit).Value < 20 * 1024 * 1024);
}
