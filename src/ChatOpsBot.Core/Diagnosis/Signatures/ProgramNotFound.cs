using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The image has no such program.</summary>
internal sealed class ProgramNotFound : ISignature
{
    public string Code => "CHB504";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Starts.Of(snapshot)
        .Where(IsIt).Select(start => this.Find(snapshot, $"{start.Container.Spec.Image} {Starts.Program(start.Message)}", Starts.Program(start.Message), start.Container.Spec.Image) with
        {
            Evidence =
            [
                start.Evidence,
                Prove.Field($"spec.{Containers(start)}[{start.Container.Name}].command", start.Container.Spec.Command.Count > 0 ? string.Join(' ', start.Container.Spec.Command) : Text.Of("diagnosis.value.from-image")),
            ],
            Kubectl = [$"kubectl get pod {snapshot.Target.Name} -n {snapshot.Target.Namespace} -o jsonpath='{{.spec.{Containers(start)}[*].command}}'"],
        });

    private static string Containers(FailedStart start) => start.Container.IsInit ? "initContainers" : "containers";

    internal static bool IsIt(FailedStart start) => start.Says("executable file not found", "no such file or directory", "is a directory") && start.Message.Contains("exec", StringComparison.Ordinal);
}
