namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>An entry of the audit log; triggers refuse to change or delete one.</summary>
internal sealed class AuditRow
{
    public long Sequence { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Kind { get; set; }
    public required string Who { get; set; }
    public string? Account { get; set; }
    public string? ActedAs { get; set; }
    public string? Cluster { get; set; }
    public string? Subject { get; set; }
    public string? Uid { get; set; }

    /// <summary>The detail's names and values as a JSON object.</summary>
    public required string Detail { get; set; }

    public required string PreviousHash { get; set; }
    public required string Hash { get; set; }
}
