using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A container that the runtime could not start, with its words.</summary>
internal sealed record FailedStart(ContainerInPod Container, string Message, Evidence Evidence)
{
    /// <summary>Whether the message has one of the parts.</summary>
    public bool Says(params string[] parts) => parts.Any(part => Message.Contains(part, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Finds containers that never ran: StartError, RunContainerError, CreateContainerError and what else the kubelet calls it.</summary>
internal static partial class Starts
{
    /// <summary>Every such container.</summary>
    public static IEnumerable<FailedStart> Of(Snapshot snapshot)
    {
        if (snapshot.Pod is not { Metadata.DeletionTimestamp: null } pod) yield break;
        foreach (var container in pod.AllContainers().Where(container => container.Status is not null))
        {
            if (container.Waiting is { Reason: "RunContainerError" or "CreateContainerError" or "StartError" or "PreCreateHookError" or "PreStartHookError", Message: { Length: > 0 } waiting })
                yield return new(container, waiting, Prove.Field($"{container.Path}.state.waiting.message", waiting));
            else if (container.Status?.LastEnd() is { Reason: "StartError" or "ContainerCannotRun", Message: { } ended } && container.Status is { Ready: false })
                yield return new(container, ended, Prove.Field($"{container.Path}.{(container.Status?.State.Terminated is null ? "lastState" : "state")}.terminated.message", ended));
        }
    }

    /// <summary>A container's failed start when it has no program that can be started; else null.</summary>
    public static FailedStart? WithoutProgram(Snapshot snapshot, ContainerInPod container) => Of(snapshot)
        .FirstOrDefault(start => start.Container == container && (NoCommand.IsIt(start) || ProgramNotFound.IsIt(start) || ProgramNotExecutable.IsIt(start)));

    /// <summary>The program that could not be started, as the runtime quotes it.</summary>
    public static string Program(string message) => Quoted().Match(message) is { Success: true } match ? match.Groups[1].Value : "?";

    [GeneratedRegex(@"exec: \\?""([^""\\]+)\\?""")]
    private static partial Regex Quoted();
}
