using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>Containers that run and whose readiness probe fails.</summary>
internal static class ReadinessFails
{
    /// <summary>Each with the newest failure; the event may be gone after an hour.</summary>
    public static IEnumerable<(ContainerInPod Container, Event? Failed)> Of(Snapshot snapshot)
    {
        if (snapshot.Pod?.IsWanted() != true || NodeSilence.Of(snapshot) is not null) yield break;
        foreach (var container in snapshot.Pod.AllContainers().Where(container => container.Spec.ReadinessProbe is not null && container.Status is { Ready: false, State.Running: not null, Started: not false }))
            yield return (container, Probes.Last(snapshot, "Readiness", container.Name));
    }

    /// <summary>The finding of a rule about one failing probe.</summary>
    public static Finding About(this ISignature rule, Snapshot snapshot, ContainerInPod container, Event? failed, params Text[] arguments) => rule.Find(
        snapshot, $"{snapshot.Target.Namespace}/{snapshot.Workload?.Ref.ToString() ?? snapshot.Target.Name} {container.Name}", arguments) with
    {
        Evidence =
        [
            .. failed is null ? Array.Empty<Evidence>() : [Prove.By(failed)],
            Prove.Field($"spec.containers[{container.Name}].readinessProbe", Probes.Written(container.Spec.ReadinessProbe)),
            .. container.Spec.Ports.Count > 0 ? [Prove.Field($"spec.containers[{container.Name}].ports", Probes.Ports(container.Spec))] : Array.Empty<Evidence>(),
            Prove.Field($"{container.Path}.ready", "false"),
        ],
        Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}", $"kubectl logs {snapshot.Target.Name} -n {snapshot.Target.Namespace} -c {container.Name}"],
        Log = ErrorLine.In(snapshot.LogOf(container.Name, previous: false)) is { Marked: not null } log ? log : null,
    };

    /// <summary>Nothing answers at the probe's port.</summary>
    public static bool IsRefused(Event? failed) => failed?.Message?.Contains("connection refused", StringComparison.Ordinal) == true;

    /// <summary>The probe got an HTTP status.</summary>
    public static bool IsStatus(Event? failed) => failed?.Message?.Contains("statuscode:", StringComparison.Ordinal) == true;

    /// <summary>The probe got no answer in time.</summary>
    public static bool IsSlow(Event? failed) => !IsRefused(failed) && (failed?.Message?.Contains("deadline exceeded", StringComparison.Ordinal) == true
        || failed?.Message?.Contains("timeout", StringComparison.OrdinalIgnoreCase) == true || failed?.Message?.Contains("timed out", StringComparison.Ordinal) == true);
}
