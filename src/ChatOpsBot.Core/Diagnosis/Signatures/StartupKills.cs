namespace ChatOpsBot.Core.Diagnosis.Signatures;

/// <summary>The startup probe never succeeds and the kubelet restarts the container.</summary>
internal sealed class StartupKills : ISignature
{
    public string Code => "CHB524";
    public Severity Severity => Severity.Error;

    public IEnumerable<Finding> Look(Snapshot snapshot, DateTimeOffset now) => ProbeKills.Look(this, snapshot, now, "startup", "Startup", container => container.StartupProbe);
}
