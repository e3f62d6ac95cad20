namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The volume cannot be attached to the node.</summary>
internal sealed class AttachFailed : ISignature
{
    public string Code => "CHB304";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now)
    {
        if (Mounts.Last(snapshot, "FailedAttachVolume") is not { } said || said.Message.Contains("Multi-Attach", StringComparison.OrdinalIgnoreCase)) yield break;
        yield return this.Find(snapshot, Prove.Cut(said.Message), Prove.Cut(said.Message)) with { Confidence = Confidence.Likely, Evidence = [Prove.By(said)], Kubectl = ["kubectl get volumeattachments"] };
    }
}
