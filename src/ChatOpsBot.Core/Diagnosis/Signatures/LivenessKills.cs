namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The liveness probe fails and the kubelet restarts the container: the probe is to be looked at first, not the program.</summary>
internal sealed class LivenessKills : ISignature
{
    public string Code => "CHB523";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => ProbeKills.Look(this, snapshot, now, "liveness", "Liveness", container => container.LivenessProbe);
}
