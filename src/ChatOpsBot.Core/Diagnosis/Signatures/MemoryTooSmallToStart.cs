using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The memory limit is so small that not even the container's start fits: the runtime itself is killed, which shows as
/// StartError with exit code 128 and not as OOMKilled (seen on 1.34 with limits below about 16Mi).</summary>
internal sealed class MemoryTooSmallToStart : ISignature
{
    public string Code => "CHB507";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => In(snapshot)
        .Select(small => this.Find(snapshot, snapshot.Target.ToString(), small.Limit, small.Container.Name) with
        {
            Confidence = Confidence.Likely,
            Evidence = [Prove.Field($"spec.containers[{small.Container.Name}].resources.limits.memory", small.Limit), small.Evidence],
        });

    /// <summary>Every container whose start, or whose pod's sandbox, failed under such a limit.</summary>
    internal static IEnumerable<TooSmall> In(Snapshot snapshot)
    {
        foreach (var start in Starts.Of(snapshot).Where(IsIt)) yield return new(start.Container.Spec, start.Evidence);
        if (Mounts.Last(snapshot, "FailedCreatePodSandBox") is { } said && Small(snapshot.Pod!.Spec.Containers) is { } container && (said.Message.Contains("OCI runtime", StringComparison.Ordinal) || said.Message.Contains("cannot start a stopped process", StringComparison.Ordinal)))
            yield return new(container, Prove.By(said));
    }

    internal static bool IsIt(FailedStart start) => Small([start.Container.Spec]) is not null && start.Says("OCI runtime", "cannot start", "shim", "killed", "out of memory") && !start.Says("exec:");

    private static Container? Small(IEnumerable<Container> containers) =>
        containers.FirstOrDefault(container => container.Resources.Limits.TryGetValue("memory", out var limit) && Quantity.Of(limit).Value < 20 * 1024 * 1024);

    /// <summary>A container with such a limit, and the runtime's word.</summary>
    internal sealed record TooSmall(Container Container, Evidence Evidence)
    {
        /// <summary>resources.limits.memory.</summary>
        public string Limit => Container.Resources.Limits["memory"];
    }
}
