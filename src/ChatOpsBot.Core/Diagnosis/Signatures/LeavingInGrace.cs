using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod shuts down within its grace period, or has ended and is about to be removed.</summary>
internal sealed class LeavingInGrace : ISignature
{
    public string Code => "CHB754";
    public Severity Severity => Severity.Note;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { Metadata.DeletionTimestamp: { } end } pod || Leaving.IsOver(pod, now) || (Leaving.HasEnded(pod) && pod.Metadata.Finalizers.Count > 0) || NodeSilence.Of(snapshot) is not null) yield break;
        yield return this.Find(snapshot, snapshot.Target.ToString(), end > now ? end - now : TimeSpan.Zero, $"{pod.Metadata.DeletionGracePeriodSeconds ?? 0}s") with
        {
            Evidence =
            [
                Leaving.Deadline(pod), .. snapshot.Events.Where(e => e.Reason == "Killing").TakeLast(1).Select(Prove.By),
                .. pod.Metadata.Finalizers.Count > 0 ? [Prove.Field("metadata.finalizers", string.Join(", ", pod.Metadata.Finalizers))] : Array.Empty<Evidence>(),
            ],
            Kubectl = [$"kubectl logs {snapshot.Target.Name} -n {snapshot.Target.Namespace} --all-containers"],
        };
    }
}
