using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Tree;

/// <summary>Which container of a pod a question is about, and how it fares.</summary>
internal static class PodContainers
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);
    private static readonly HashSet<string> Unstarted = ["ContainerCreating", "PodInitializing"];
    private static readonly HashSet<string> Pull =
        ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed"];

    /// <summary>The init container that the others wait for, once it was begun.</summary>
    public static ContainerInPod? BlockingInit(this Pod pod) =>
        pod.AllContainers().FirstOrDefault(container => container.HoldsBack) is { Status: not null } first && !first.IsUnstarted() ? first : null;

    /// <summary>The container to read first: the init container that holds the others back, else the one that fares worst.</summary>
    public static ContainerInPod? Focus(this Pod pod, DateTimeOffset now) =>
        pod.BlockingInit() ?? pod.AllContainers().Where(container => !container.IsInit || container.Spec.IsSidecar())
            .OrderByDescending(container => Badness(pod, container, now)).FirstOrDefault();

    /// <summary>The kubelet has not begun it: volumes, network or init containers come first.</summary>
    public static bool IsUnstarted(this ContainerInPod container) => container.Waiting?.Reason is { } reason && Unstarted.Contains(reason);

    /// <summary>Its image cannot be had.</summary>
    public static bool IsPulling(this ContainerInPod container) => container.Waiting?.Reason is { } reason && Pull.Contains(reason);

    /// <summary>It ends and is started again and again; between two runs it looks Running, Error or Completed.</summary>
    public static bool IsCrashing(this ContainerInPod container, Pod pod, DateTimeOffset now)
    {
        if (container.Status is not { } status) return false;
        if (status.State.Waiting is { Reason: "CrashLoopBackOff" }) return true;
        if (!pod.IsLive() || pod.Metadata.DeletionTimestamp is not null) return false;
        if (status.State.Terminated is { } end)
            return container.IsInit && !container.Spec.IsSidecar() ? end.ExitCode != 0 && pod.Spec.RestartPolicy != "Never" : container.IsRestarted(pod, end);
        return status is { State.Running: not null, RestartCount: >= 3, LastState.Terminated: { } last } && now - last.FinishedAt < Recent;
    }

    /// <summary>It ended and stays ended.</summary>
    public static bool HasEnded(this ContainerInPod container, Pod pod, DateTimeOffset now) =>
        container.Status?.State.Terminated is not null && !container.IsCrashing(pod, now);

    /// <summary>The state in a word, as kubectl's STATUS has it.</summary>
    public static string Word(this ContainerInPod container) => container.Status?.State switch
    {
        { Waiting: { } waiting } => waiting.Reason ?? "Waiting",
        { Terminated: { } end } => $"{end.Reason ?? "Terminated"} ({end.ExitCode})",
        { Running: not null } => "Running",
        _ => "-",
    };

    private static bool IsRestarted(this ContainerInPod container, Pod pod, TerminatedState end) => container.Spec.IsSidecar()
        || pod.Spec.RestartPolicy is null or "Always" || (pod.Spec.RestartPolicy == "OnFailure" && end.ExitCode != 0);

    private static int Badness(Pod pod, ContainerInPod container, DateTimeOffset now) => container switch
    {
        { Waiting: not null } when !container.IsUnstarted() => 6,
        _ when container.IsCrashing(pod, now) => 5,
        { Status.State.Terminated.ExitCode: not 0 } => 4,
        { Waiting: not null } => 3,
        { Status.Ready: false } => 2,
        { Status.RestartCount: > 0 } => 1,
        _ => 0,
    };
}
