using System.Globalization;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Printing;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Commands;

/// <summary>Which logs of a pod to read, which line of them says why, and why there may be none.</summary>
internal static class PodLogs
{
    /// <summary>The containers to read: the named one, else all; init containers that did their work are left out.</summary>
    public static IReadOnlyList<Container> Containers(Pod pod, string? named, bool includeFinished = false)
    {
        var all = pod.Spec.InitContainers.Concat(pod.Spec.Containers).Concat(pod.Spec.EphemeralContainers);
        if (named is not null) return [.. all.Where(container => container.Name == named)];
        return [.. all.Where(container => includeFinished || PrintedPod.IsSidecar(container) || !pod.Spec.InitContainers.Contains(container)
            || Status(pod, container)?.State.Terminated is not { ExitCode: 0 })];
    }

    /// <summary>A container's status.</summary>
    public static ContainerStatus? Status(Pod pod, Container container) => pod.Status.ContainerStatuses
        .Concat(pod.Status.InitContainerStatuses).Concat(pod.Status.EphemeralContainerStatuses).FirstOrDefault(status => status.Name == container.Name);

    /// <summary>The index of the line that says why, in all logs below each other; a container that failed goes before one that runs.</summary>
    public static int? Culprit(Pod pod, IReadOnlyList<ContainerLog> logs)
    {
        var offset = 0;
        (int Line, int Rank)? best = null;
        foreach (var log in logs)
        {
            if (LogCulprit.Find(log.Lines) is { } line)
            {
                var status = Status(pod, log.Container);
                var failed = status?.State.Terminated is { ExitCode: not 0 } || status?.LastState.Terminated is { ExitCode: not 0 };
                var rank = failed ? 2 : status?.Ready == true ? 0 : 1;
                if (best is null || rank > best.Value.Rank) best = (offset + line, rank);
            }
            offset += log.Lines.Count;
        }
        return best?.Line;
    }

    /// <summary>Why a container has no log: what the kubelet says of its state, else what the API server says.</summary>
    public static Text WhySilent(Pod pod, ContainerLog log, bool previous)
    {
        var status = Status(pod, log.Container);
        if (previous && status is { RestartCount: 0 } or null) return Text.Of("commands.logs.no-previous", log.Container.Name);
        if (status?.State.Waiting is { } waiting && !previous)
        {
            var words = Neutral.Line(Redactor.Text(waiting.Message ?? waiting.Reason ?? ""));
            if (status.LastState.Terminated is null && status.RestartCount == 0) return Text.Of("commands.logs.never-ran", log.Container.Name, waiting.Reason ?? "Waiting", words);
        }
        if (log.Text.Failure is ClusterFailure.Rejected rejected) return Text.Of("commands.logs.kubelet-says", log.Container.Name, Neutral.Line(rejected.Message));
        if (log.Text.Failure is { } failure) return Text.Of("commands.logs.unread", log.Container.Name, FailureReplies.Line(failure));
        return status is null && pod.Spec.NodeName is null or ""
            ? Text.Of("commands.logs.not-scheduled", log.Container.Name) : Text.Of("commands.logs.empty", log.Container.Name);
    }
}
