using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The image was not built for the node's processor or system.</summary>
internal sealed class WrongPlatform : ISignature
{
    public string Code => "CHB408";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => Pulls.Of(snapshot)
        .Where(IsIt).Select(pull => this.About(snapshot, pull, pull.Image, pull.Image, snapshot.Pod!.Spec.NodeName ?? "", Arch(snapshot)));

    internal static bool IsIt(Pull pull) => pull.Says("no match for platform", "no matching manifest");

    private static string Arch(Snapshot snapshot) => snapshot.Node?.Object?.Metadata.Labels.GetValueOrDefault("kubernetes.io/arch") ?? "?";
}
