using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The pod's node does not exist any more: nobody will confirm its end (PodGC removes such pods by itself after a while).</summary>
internal sealed class LeavingOnGoneNode : ISignature
{
    public string Code => "CHB753";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Pod is not { } pod || !pod.IsLive() || NodeSilence.Of(snapshot) is not { Gone: true } silence) yield break;
        yield return this.Find(snapshot, $"node {silence.Name}", silence.Name) with
        {
            Evidence = [Prove.Field("spec.nodeName", silence.Name), .. silence.Evidence, .. pod.Metadata.DeletionTimestamp is null ? Array.Empty<Evidence>() : [Leaving.Deadline(pod)]],
            Kubectl = ["kubectl get nodes"],
            Buttons = pod.Metadata.DeletionTimestamp is null ? [] : [Leaving.Force(snapshot, silence.Name)[1]],
        };
    }
}
