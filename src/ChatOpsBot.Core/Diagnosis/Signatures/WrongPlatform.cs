using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The image was not built for the node's processor or system.</summary>
internal sealed class WrongPlatform : ISignature
{
    public string Code => "CHB408";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(IsIt).Select(pull => this.About(snapshot, pull, pull.Image, pull.Image, snapshot.Pod!.Spec.NodeName, Platform(snapshot)) is var finding
            && pull.Answer is RegistryAnswer.Found { Platforms.Count: > 0 } found && found.Runs(Os(snapshot), Arch(snapshot)) == false
                ? finding with { Title = Text.Of("diagnosis.chb408.only", pull.Image, Text.List(found.Platforms), snapshot.Pod!.Spec.NodeName, Platform(snapshot)) }
                : finding);

    internal static bool IsIt(Pull pull) => pull.Says("no match for platform", "no matching manifest");

    private static string Platform(Snapshot snapshot) => Os(snapshot) is { } os && Arch(snapshot) is { } arch ? $"{os}/{arch}" : "?";

    private static string? Os(Snapshot snapshot) => snapshot.Node?.Object?.Metadata.Labels.GetValueOrDefault("kubernetes.io/os");

    private static string? Arch(Snapshot snapshot) => snapshot.Node?.Object?.Metadata.Labels.GetValueOrDefault("kubernetes.io/arch");
}
