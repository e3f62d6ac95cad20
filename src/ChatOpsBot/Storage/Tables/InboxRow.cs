namespace ChatOpsBot.Host.Storage.Tables;

/// <summary>An intent that was received. The row stays for some days after the answer: redeliveries end at it.</summary>
internal sealed class InboxRow
{
    public long Id { get; set; }
    public required string Channel { get; set; }
    public required string EventId { get; set; }
    public required string Conversation { get; set; }

    /// <summary>The intent as JSON.</summary>
    public required string Intent { get; set; }

    public string? TimeZone { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public bool Answered { get; set; }

    /// <summary>How often an answer was tried in vain, a crash of the process included.</summary>
    public int Attempts { get; set; }
}
