using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A container that ended by itself or was killed, and does not stay up.</summary>
/// <param name="Container">Which.</param>
/// <param name="End">How it ended the last time.</param>
/// <param name="Path">Where that stands.</param>
/// <param name="Log">The log of that run, with the line that says why.</param>
internal sealed record Crash(ContainerInPod Container, TerminatedState End, string Path, LogExcerpt? Log)
{
    /// <summary>How often it was restarted.</summary>
    public int Restarts => Container.Status!.RestartCount;
}

/// <summary>Finds crashing containers: waiting in back-off, ended with a failure, or up again after several recent crashes.</summary>
internal static partial class Crashes
{
    // The kubelet forgets the back-off after ten minutes of running (k8s.io/kubernetes/pkg/kubelet: MaxContainerBackOff × 2).
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    // Without a readiness probe a container is ready as soon as it runs: one that crashed is not believed before it has stayed up so long.
    private static readonly TimeSpan Unproved = TimeSpan.FromMinutes(1);

    /// <summary>Every such container.</summary>
    public static IEnumerable<Crash> Of(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Metadata.DeletionTimestamp: null } pod || pod.Status.Phase == "Succeeded" || pod.Status.Reason is not null) yield break;
        foreach (var container in pod.AllContainers().Where(container => container.Status is not null))
        {
            var state = container.Status!.State;
            var failed = state.Terminated is { } ended && (ended.ExitCode != 0 || pod.Spec.RestartPolicy == "Always") && !(container.IsInit && ended.ExitCode == 0);
            // Up again after a crash and not ready: what the last run died of is nearer to the cause than what a probe says of this one.
            var flaps = state.Running is { } run && now - container.Status.LastState.Terminated?.FinishedAt < Recent
                && (container.Status.RestartCount >= 3
                    || (container.Status.LastState.Terminated is { ExitCode: not 0 } && (!container.Status.Ready || now - run.StartedAt < Unproved)));
            if (!failed && !flaps && !(container.Waiting is not null && container.Status.LastState.Terminated is not null)) continue;
            var end = container.Status.LastEnd()!;
            // A container that was lost with its node says nothing about the program.
            if (end.Reason is "StartError" or "ContainerCannotRun" or "ContainerStatusUnknown") continue;
            var before = state.Terminated is null;
            yield return new(container, end, $"{container.Path}.{(before ? "lastState" : "state")}.terminated", ErrorLine.In(snapshot.LogOf(container.Name, before) ?? snapshot.LogOf(container.Name, !before)));
        }
    }

    /// <summary>The Killing event of a probe for this container; null when no probe killed it.</summary>
    public static Event? Killed(Snapshot snapshot, string container, string probe) =>
        snapshot.Events.LastOrDefault(e => e.Reason == "Killing" && e.Message.Contains($"Container {container} failed {probe} probe", StringComparison.Ordinal));

    /// <summary>The container of an event's fieldPath, spec.containers{NAME}.</summary>
    public static string? ContainerOf(Event e) => e.InvolvedObject.FieldPath is { } path && FieldPath().Match(path) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a known cause other than the program itself ended it.</summary>
    public static bool WasKilled(Snapshot snapshot, Crash crash) => crash.End.Reason == "OOMKilled" || Killed(snapshot, crash.Container.Name, "liveness") is not null
        || Killed(snapshot, crash.Container.Name, "startup") is not null || snapshot.Events.Any(e => e.Reason == "FailedPostStartHook");

    /// <summary>The finding of a rule about one crash: end, restarts and log as evidence.</summary>
    public static Finding About(this ISignature rule, Snapshot snapshot, Crash crash, string cause, params Text[] arguments) => rule.Find(snapshot, $"{Place(snapshot)} {crash.Container.Name} {cause}", arguments) with
    {
        Evidence =
        [
            Prove.Field($"{crash.Path}.exitCode", crash.End.ExitCode),
            .. crash.End.Message is { Length: > 0 } said ? [Prove.Field($"{crash.Path}.message", said)] : Array.Empty<Evidence>(),
            .. crash.Log.Said() is { } line ? [Prove.Log(crash.Log!, line)] : Array.Empty<Evidence>(),
            .. crash.Restarts > 0 ? [Prove.Field($"{crash.Container.Path}.restartCount", crash.Restarts)] : Array.Empty<Evidence>(),
        ],
        Log = crash.Log,
        Kubectl = [$"kubectl logs {snapshot.Target.Name} -n {snapshot.Target.Namespace} -c {crash.Container.Name}{(crash.Log?.Previous == true ? " --previous" : "")}"],
    };

    /// <summary>How texts call a container: by name, init containers as such.</summary>
    public static Text Called(ContainerInPod container) => container.IsInit ? Text.Of("diagnosis.value.init-container", container.Name) : container.Name;

    private static string Place(Snapshot snapshot) => $"{snapshot.Target.Namespace}/{snapshot.Workload?.Ref.ToString() ?? snapshot.Target.Name}";

    [GeneratedRegex(@"\{([^}]+)\}$")]
    private static partial Regex FieldPath();
}
