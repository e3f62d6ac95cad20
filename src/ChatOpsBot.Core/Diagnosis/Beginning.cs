using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Diagnosis.Signatures;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>What a pod that is on its way waits for, and how long that usually takes.</summary>
/// <param name="Usually">In words.</param>
/// <param name="Patience">For so long it is no fault.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record Beginning(Text Usually, TimeSpan Patience, IReadOnlyList<Evidence> Evidence)
{
    // Kubernetes itself retries: a pod that has been starting for less than this is not reported as stuck.
    private static readonly TimeSpan Ordinary = TimeSpan.FromMinutes(2);

    /// <summary>Where a pod's start stands.</summary>
    public static Beginning Of(Snapshot snapshot, Pod pod, DateTimeOffset now)
    {
        if (!pod.IsScheduled()) return new(Text.Of("diagnosis.usually.scheduler"), Ordinary, []);
        if (PullTooSlow.Pulling(snapshot) is { } pull)
            return new(Text.Of("diagnosis.usually.pull", pull.Image, now - pull.Since), PullTooSlow.Patience, [Prove.By(pull.Said)]);
        if (Mounts.Last(snapshot, "FailedMount", "failed to sync") is { } sync) return new(Text.Of("diagnosis.usually.cache"), TimeSpan.FromMinutes(3), [Prove.By(sync)]);
        if (pod.AllContainers().FirstOrDefault(container => container.HoldsBack) is { Status.State.Running: not null } init) return new(Text.Of("diagnosis.usually.init", init.Name), Ordinary, []);
        if (pod.AllContainers().FirstOrDefault(container => container is { Spec.ReadinessProbe: not null, Status: { Ready: false, State.Running: not null } }) is { } unready)
        {
            var probe = unready.Spec.ReadinessProbe!;
            return new(Text.Of("diagnosis.usually.probe", unready.Name, Probes.Written(probe), TimeSpan.FromSeconds((probe.InitialDelaySeconds ?? 0) + (probe.PeriodSeconds ?? 10))), Ordinary, []);
        }
        return new(Text.Of(Mounts.Preparing(snapshot) ? "diagnosis.usually.sandbox" : "diagnosis.usually.container"), Ordinary, []);
    }
}
