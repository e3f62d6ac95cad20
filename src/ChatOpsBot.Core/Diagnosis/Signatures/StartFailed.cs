using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The runtime cannot start the container for a reason that no other rule knows.</summary>
internal sealed partial class StartFailed : ISignature
{
    private static readonly ISignature[] Configured = [new ReferredMissing(), new ReferredKeyMissing(), new RunsAsRoot()];

    public string Code => "CHB509";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Starts.Of(snapshot).Concat(Unmade(snapshot, now))
        .Where(start => !ProgramNotFound.IsIt(start) && !ProgramNotExecutable.IsIt(start) && !NoCommand.IsIt(start) && !MemoryTooSmallToStart.IsIt(start) && !start.Says("PostStartHook"))
        .Select(start => this.Find(snapshot, start.Container.Spec.Image, start.Container.Name, Prove.Cut(Wrapping().Replace(start.Message, ""))) with { Confidence = Confidence.Likely, Evidence = [start.Evidence] });

    // A configuration that names no ConfigMap or Secret: a subPath, a device, a user.
    private static IEnumerable<FailedStart> Unmade(Snapshot snapshot, DateTimeOffset now) => snapshot.Pod?.IsWanted() != true || Configured.Any(rule => rule.Look(snapshot, now).Any()) ? [] :
        from container in snapshot.Pod.AllContainers()
        where container.Waiting is { Reason: "CreateContainerConfigError", Message.Length: > 0 }
        select new FailedStart(container, container.WaitingMessage, Prove.Field($"{container.Path}.state.waiting.message", container.WaitingMessage));

    [GeneratedRegex(@"^failed to create containerd task: |failed to create shim task: |OCI runtime create failed: |runc create failed: |unable to start container process: ")]
    private static partial Regex Wrapping();
}
