using System.Globalization;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Clusters.Printing;

/// <summary>A pod's cells exactly as `kubectl get pods -o wide` prints them: printPod in
/// https://github.com/kubernetes/kubernetes/blob/release-1.34/pkg/printers/internalversion/printers.go.</summary>
/// <param name="Ready">READY, such as 1/2; restartable init containers (sidecars) count.</param>
/// <param name="Status">STATUS, such as Init:CrashLoopBackOff.</param>
/// <param name="RestartCount">How many restarts RESTARTS counts.</param>
/// <param name="LastRestart">When the last of them ended; null when the status does not say.</param>
/// <param name="IP">IP, or &lt;none&gt;.</param>
/// <param name="Node">NODE, or &lt;none&gt;.</param>
/// <param name="NominatedNode">NOMINATED NODE, or &lt;none&gt;.</param>
/// <param name="ReadinessGates">READINESS GATES, such as 1/2, or &lt;none&gt;.</param>
public sealed record PrintedPod(
    string Ready, string Status, int RestartCount, DateTimeOffset? LastRestart, string IP, string Node, string NominatedNode, string ReadinessGates)
{
    private const string None = "<none>";

    /// <summary>The cells of a pod.</summary>
    public static PrintedPod Of(Pod pod)
    {
        var sidecars = pod.Spec.InitContainers.Where(IsSidecar).Select(container => container.Name).ToHashSet(StringComparer.Ordinal);
        var reason = pod.Status.Reason is { Length: > 0 } given ? given : pod.Status.Phase ?? "";
        if (pod.Status.Conditions.Any(condition => condition is { Type: "PodScheduled", Reason: "SchedulingGated" })) reason = "SchedulingGated";

        var init = new Count();
        var sidecar = new Count();
        var ready = 0;
        var initReason = InitReason(pod, sidecars, init, sidecar, ref ready);
        reason = initReason ?? reason;
        var restarts = init;
        if (initReason is null || pod.Status.Conditions.FirstOrDefault(condition => condition.Type == "Initialized")?.Status == "True")
        {
            restarts = sidecar;
            reason = MainReason(pod, reason, restarts, ref ready);
        }
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            if (pod.Status.Reason == "NodeLost") reason = "Unknown";
            else if (pod.Status.Phase is not ("Succeeded" or "Failed")) reason = "Terminating";
        }
        return new PrintedPod(
            string.Create(CultureInfo.InvariantCulture, $"{ready}/{pod.Spec.Containers.Count + sidecars.Count}"), reason, restarts.Restarts, restarts.Last,
            Or(pod.Status.PodIPs.Count > 0 ? pod.Status.PodIPs[0].Ip : null), Or(pod.Spec.NodeName), Or(pod.Status.NominatedNodeName), Gates(pod));
    }

    /// <summary>RESTARTS, such as "5 (2m ago)".</summary>
    public string Restarts(DateTimeOffset now) => RestartCount != 0 && LastRestart is { } last
        ? string.Create(CultureInfo.InvariantCulture, $"{RestartCount} ({Since(last, now)} ago)")
        : RestartCount.ToString(CultureInfo.InvariantCulture);

    /// <summary>AGE and its like: the span since a moment, or &lt;unknown&gt;.</summary>
    public static string Since(DateTimeOffset? then, DateTimeOffset now) => then is { } moment ? Age.Of(now - moment) : "<unknown>";

    /// <summary>An init container with restartPolicy Always, which runs beside the others.</summary>
    public static bool IsSidecar(Container container) => container.RestartPolicy == "Always";

    // The first init container that has not finished gives the reason; null when all have.
    private static string? InitReason(Pod pod, HashSet<string> sidecars, Count all, Count ofSidecars, ref int ready)
    {
        for (var i = 0; i < pod.Status.InitContainerStatuses.Count; i++)
        {
            var status = pod.Status.InitContainerStatuses[i];
            var isSidecar = sidecars.Contains(status.Name);
            all.Add(status);
            if (isSidecar) ofSidecars.Add(status);
            if (status.State.Terminated is { ExitCode: 0 }) continue;
            if (isSidecar && status.Started == true)
            {
                if (status.Ready) ready++;
                continue;
            }
            if (status.State.Terminated is { } ended) return "Init:" + Ended(ended);
            if (status.State.Waiting?.Reason is { Length: > 0 } waiting and not "PodInitializing") return "Init:" + waiting;
            return string.Create(CultureInfo.InvariantCulture, $"Init:{i}/{pod.Spec.InitContainers.Count}");
        }
        return null;
    }

    private static string MainReason(Pod pod, string reason, Count restarts, ref int ready)
    {
        var hasRunning = false;
        foreach (var status in pod.Status.ContainerStatuses.Reverse())
        {
            restarts.Add(status);
            if (status.State.Waiting?.Reason is { Length: > 0 } waiting) reason = waiting;
            else if (status.State.Terminated is { } ended) reason = Ended(ended);
            else if (status is { Ready: true, State.Running: not null })
            {
                hasRunning = true;
                ready++;
            }
        }
        if (reason != "Completed" || !hasRunning) return reason;
        return pod.Status.Conditions.Any(condition => condition is { Type: "Ready", Status: "True" }) ? "Running" : "NotReady";
    }

    private static string Ended(TerminatedState ended) => ended switch
    {
        { Reason.Length: > 0 } => ended.Reason,
        { Signal: not (null or 0) } => string.Create(CultureInfo.InvariantCulture, $"Signal:{ended.Signal}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"ExitCode:{ended.ExitCode}"),
    };

    private static string Gates(Pod pod)
    {
        if (pod.Spec.ReadinessGates.Count == 0) return None;
        var open = pod.Spec.ReadinessGates.Count(gate =>
            pod.Status.Conditions.FirstOrDefault(condition => condition.Type == gate.ConditionType)?.Status == "True");
        return string.Create(CultureInfo.InvariantCulture, $"{open}/{pod.Spec.ReadinessGates.Count}");
    }

    private static string Or(string? value) => string.IsNullOrEmpty(value) ? None : value;

    private sealed class Count
    {
        public int Restarts { get; private set; }

        public DateTimeOffset? Last { get; private set; }

        public void Add(ContainerStatus status)
        {
            Restarts += status.RestartCount;
            if (status.LastState.Terminated?.FinishedAt is { } ended && (Last is null || Last < ended)) Last = ended;
        }
    }
}
