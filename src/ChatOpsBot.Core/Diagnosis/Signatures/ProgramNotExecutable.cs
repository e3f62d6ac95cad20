using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The program may not be executed, or is for another processor.</summary>
internal sealed class ProgramNotExecutable : ISignature
{
    public string Code => "CHB505";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Starts.Of(snapshot)
        .Where(IsIt).Select(start => this.Find(snapshot, $"{start.Container.Spec.Image}", Starts.Program(start.Message), start.Container.Spec.Image) with { Evidence = [start.Evidence] });

    internal static bool IsIt(FailedStart start) => start.Says("permission denied", "exec format error") && start.Says("exec");
}
