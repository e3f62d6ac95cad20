using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The image takes so long to pull that the pull is given up, or goes on for many minutes.</summary>
internal sealed class PullTooSlow : ISignature
{
    /// <summary>Gigabytes over a slow line take minutes; nothing ordinary takes longer than this.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Code => "CHB415";
    public Severity Severity => Severity.Warning;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        foreach (var pull in Pulls.Of(snapshot).Where(IsIt))
            yield return this.About(snapshot, pull, pull.Image, pull.Image, snapshot.Pod!.Spec.NodeName, pull.Cause) with { Confidence = Confidence.Likely };
        if (Pulling(snapshot) is not { } started || now - started.Since < Patience) yield break;
        yield return this.Find(snapshot, started.Image, started.Image, snapshot.Pod!.Spec.NodeName, now - started.Since) with
        {
            Title = Texts.Text.Of("diagnosis.chb415.going", started.Image, snapshot.Pod.Spec.NodeName, now - started.Since),
            Confidence = Confidence.Likely,
            Evidence = [Prove.By(started.Said)],
            Kubectl = [$"kubectl describe pod {snapshot.Target.Name} -n {snapshot.Target.Namespace}"],
        };
    }

    /// <summary>containerd's time limit without progress (image_pull_progress_timeout) shows as a cancelled context.</summary>
    internal static bool IsIt(Pull pull) => pull.Says("pull progress timeout", "failed to copy: context canceled", "context canceled", "PullImage timed out")
        || (pull.Says("context deadline exceeded") && pull.Says("failed to copy", "failed to extract", "httpReadSeeker"));

    /// <summary>The pull that goes on: its event has no successor.</summary>
    internal static (string Image, DateTimeOffset Since, Event Said)? Pulling(Snapshot snapshot)
    {
        if (!Mounts.Preparing(snapshot) || snapshot.Events.LastOrDefault(e => e.Reason is "Pulling" or "Pulled" or "Failed" or "BackOff") is not { Reason: "Pulling" } said || said.LastSeen is not { } since) return null;
        var quoted = said.Message.Split('"');
        return (quoted.Length > 1 ? quoted[1] : "?", since, said);
    }
}
