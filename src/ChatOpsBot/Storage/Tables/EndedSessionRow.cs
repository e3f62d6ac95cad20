namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>A session that somebody signed out of.</summary>
internal sealed class EndedSessionRow
{
    public required string Session { get; set; }

    /// <summary>When it would have ended by itself.</summary>
    public DateTimeOffset Until { get; set; }
}
