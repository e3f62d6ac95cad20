using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis;

/// <summary>Words for the states of a pod that rules and reader ask for.</summary>
internal static class PodState
{
    /// <summary>Neither Succeeded nor Failed.</summary>
    public static bool IsLive(this Pod pod) => pod.Status.Phase is not ("Succeeded" or "Failed");

    /// <summary>Placed on a node, by the scheduler or by name.</summary>
    public static bool IsScheduled(this Pod pod) => pod.Spec.NodeName is { Length: > 0 };

    /// <summary>Every container of it is ready.</summary>
    public static bool IsReady(this Pod pod) => pod.Condition("Ready")?.Status == "True";

    /// <summary>A static pod's copy on the API server: the kubelet made it from a manifest on the node.</summary>
    public static bool IsMirror(this Pod pod) => pod.Metadata.Annotations.ContainsKey("kubernetes.io/config.mirror");

    /// <summary>The scheduler tried and found no node.</summary>
    public static bool IsUnschedulable(this Pod pod) => pod.Metadata.DeletionTimestamp is null && pod.IsLive() && !pod.IsScheduled()
        && pod.Condition("PodScheduled") is { Status: "False", Reason: "Unschedulable" };

    /// <summary>Alive and wanted: neither ended nor being deleted.</summary>
    public static bool IsWanted(this Pod pod) => pod.IsLive() && pod.Metadata.DeletionTimestamp is null;

    /// <summary>A condition by type.</summary>
    public static Condition? Condition(this Pod pod, string type) => pod.Status.Conditions.FirstOrDefault(condition => condition.Type == type);

    /// <summary>The init containers that keep running beside the others.</summary>
    public static bool IsSidecar(this Container container) => container.RestartPolicy == "Always";

    /// <summary>Containers with their status, init containers first, in the order in which they start.</summary>
    public static IEnumerable<ContainerInPod> AllContainers(this Pod pod) =>
    [
        .. pod.Spec.InitContainers.Select(container => ContainerInPod.Of(container, true, pod.Status.InitContainerStatuses, "initContainerStatuses")),
        .. pod.Spec.Containers.Select(container => ContainerInPod.Of(container, false, pod.Status.ContainerStatuses, "containerStatuses")),
    ];

    /// <summary>The last time that a container ended: its present state, else the one before.</summary>
    public static TerminatedState? LastEnd(this ContainerStatus status) => status.State.Terminated ?? status.LastState.Terminated;
}

/// <summary>A container of a pod with its status.</summary>
/// <param name="Spec">What it should be.</param>
/// <param name="IsInit">From spec.initContainers.</param>
/// <param name="Status">What it is; null before the kubelet said anything.</param>
/// <param name="Path">The path of its status: status.containerStatuses[app].</param>
internal sealed record ContainerInPod(Container Spec, bool IsInit, ContainerStatus? Status, string Path)
{
    /// <summary>The container's name.</summary>
    public string Name => Spec.Name;

    /// <summary>state.waiting.</summary>
    public WaitingState? Waiting => Status?.State.Waiting;

    /// <summary>state.waiting.message; empty when there is none.</summary>
    public string WaitingMessage => Waiting?.Message ?? "";

    /// <summary>An init container that must end before the others start, and has not.</summary>
    public bool HoldsBack => IsInit && !Spec.IsSidecar() && Status?.State.Terminated is not { ExitCode: 0 };

    public static ContainerInPod Of(Container container, bool init, IReadOnlyList<ContainerStatus> statuses, string list) =>
        new(container, init, statuses.FirstOrDefault(status => status.Name == container.Name), $"status.{list}[{container.Name}]");
}
