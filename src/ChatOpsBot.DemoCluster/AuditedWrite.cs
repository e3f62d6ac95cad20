namespace ChatOpsBot.DemoCluster;

/// <summary>A write that reached the demo cluster, as an API server's audit log has it.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="User">Who authenticated.</param>
/// <param name="ImpersonatedUser">As whom, when the request impersonates.</param>
/// <param name="ImpersonatedGroups">The groups that were asked for with it.</param>
/// <param name="Verb">The API verb: delete, create.</param>
/// <param name="Group">The API group, empty for the core.</param>
/// <param name="Resource">The plural.</param>
/// <param name="Subresource">The subresource, if any.</param>
/// <param name="Namespace">The namespace, null for cluster-scoped objects.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Uid">The object's uid, when there is such an object.</param>
/// <param name="DryRun">Whether nothing was to change.</param>
/// <param name="StatusCode">The answer's HTTP status.</param>
public sealed record AuditedWrite(
    DateTimeOffset At,
    string User,
    string? ImpersonatedUser,
    IReadOnlyList<string> ImpersonatedGroups,
    string Verb,
    string Group,
    string Resource,
    string? Subresource,
    string? Namespace,
    string? Name,
    string? Uid,
    bool DryRun,
    int StatusCode);
