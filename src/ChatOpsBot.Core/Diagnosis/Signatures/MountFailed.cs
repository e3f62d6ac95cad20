using System.Text.RegularExpressions;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>A volume cannot be mounted, for a reason that the message says.</summary>
internal sealed partial class MountFailed : ISignature
{
    public string Code => "CHB308";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (new VolumeSourceMissing().Look(snapshot, now).Any() || new VolumeKeyMissing().Look(snapshot, now).Any() || new MultiAttach().Look(snapshot, now).Any()) yield break;
        // A missing source or key has rules of its own, which look whether it is still missing.
        // "failed to sync … cache" passes by itself, and "unmounted volumes" names no cause: a sibling event does.
        var said = Mounts.Preparing(snapshot) ? snapshot.Events.LastOrDefault(e => e.Reason == "FailedMount" && !Passing().IsMatch(e.Message)) : null;
        if (said is null) yield break;
        var volume = Volume().Match(said.Message);
        var why = Prove.Cut(volume.Success ? volume.Groups[2].Value : said.Message);
        yield return this.Find(snapshot, why, volume.Groups[1].Value, why) with
        {
            Evidence = [Prove.By(said)],
            Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
        };
    }

    [GeneratedRegex(@"failed to sync \w+ cache|object .* not registered|unmounted volumes=|Unable to attach or mount|(configmap|secret) ""[^""]*"" not found$|references non-existent (config|secret) key: ")]
    private static partial Regex Passing();

    [GeneratedRegex(@"for volume ""([^""]+)""\s*:\s*(.*)$", RegexOptions.Singleline)]
    private static partial Regex Volume();
}
