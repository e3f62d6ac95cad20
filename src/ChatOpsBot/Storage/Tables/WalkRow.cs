namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>A walk: its body as JSON, and beside it what is searched by.</summary>
internal sealed class WalkRow
{
    public long Id { get; set; }
    public long Version { get; set; }
    public required string Origin { get; set; }
    public bool Ended { get; set; }
    public required string Body { get; set; }
}
