using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The runtime cannot start the container for a reason that no other rule knows.</summary>
internal sealed partial class StartFailed : ISignature
{
    public string Code => "CHB509";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Starts.Of(snapshot)
        .Where(start => !ProgramNotFound.IsIt(start) && !ProgramNotExecutable.IsIt(start) && !NoCommand.IsIt(start) && !MemoryTooSmallToStart.IsIt(start) && !start.Says("PostStartHook"))
        .Select(start => this.Find(snapshot, start.Container.Spec.Image ?? "", start.Container.Name, Prove.Cut(Wrapping().Replace(start.Message, ""))) with { Confidence = Confidence.Likely, Evidence = [start.Evidence] });

    [GeneratedRegex(@"^failed to create containerd task: |failed to create shim task: |OCI runtime create failed: |runc create failed: |unable to start container process: ")]
    private static partial Regex Wrapping();
}
