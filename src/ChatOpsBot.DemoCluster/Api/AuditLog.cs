namespace ChatOpsBot.DemoCluster.Api;

/// <summary>The writes, in memory.</summary>
internal sealed class AuditLog(TimeProvider clock)
{
    private readonly List<AuditedWrite> _writes = [];

    public IReadOnlyList<AuditedWrite> Writes
    {
        get { lock (_writes) return [.. _writes]; }
    }

    public void Record(Caller caller, string verb, RequestTarget target, string? uid, bool dryRun, Answer answer)
    {
        var write = new AuditedWrite(
            clock.GetUtcNow(),
            caller.User,
            caller.ImpersonatedUser,
            caller.ImpersonatedGroups,
            verb,
            target.Type.Group,
            target.Type.Plural,
            target.Subresource,
            target.Namespace,
            target.Name,
            uid,
            dryRun,
            answer.StatusCode);
        lock (_writes) _writes.Add(write);
    }
}
